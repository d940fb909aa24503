import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProxy } from './proxy.ts';
import { openBrowser, openStage, PHONE, phoneOf } from './stage.ts';

/** A name that is not this computer's own, for which browsers keep nothing over plain HTTP. */
const ELSEWHERE = 'regie.test';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser(`--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`);
});
afterAll(() => browser.close());

test('EV7 the app can be installed, and opens at any screen with neither a server nor a network', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  const session = await phone.context.newCDPSession(phone.page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A private window, which is what a test has, can never install anything.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);

  await stage.stop();
  await phone.context.setOffline(true);
  await phone.page.close();
  const page = await phone.context.newPage();
  const cold = phoneOf(phone.context, page, stage.url);
  for (const [screen, title] of Object.entries({
    direct: 'Direct',
    conducteur: 'Conducteur',
    posts: 'Posts',
    tray: 'À voir',
    wall: 'Mur',
    settings: 'Réglages',
  })) {
    await cold.go(screen);
    await page.getByRole('heading', { level: 1, name: title }).waitFor({ state: 'attached' });
    await page.getByText('Hors ligne', { exact: true }).waitFor();
  }
  await page.goto(stage.url);
  await page.getByRole('link', { name: 'Ma thèse en 180 secondes' }).waitFor();
});

test('OF7 over a network whose answers are long in coming the app is kept several files at a time', async () => {
  const stage = await openStage({ browser });
  const proxy = await openProxy(stage.url);
  const gathered = proxy.gather(3);
  const { page } = await stage.phone({ through: proxy.url });
  await gathered;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
});

test('EV8 NI96 a newer build is offered, in large text too, and waits for the person’s word', async () => {
  const stage = await openStage({ browser });
  const proxy = await openProxy(stage.url);
  const phone = await stage.phone({ through: proxy.url });
  const { page } = phone;
  const builds = page.locator('meta[name=newer]');
  const revision = /(index\.html`?['"]?,\s*revision:\s*[`'"])[0-9a-f]+/;
  proxy.replace('/index.html', (html) => html.replace('<head>', '<head><meta name="newer">'));
  proxy.replace('/service-worker.js', (script) => {
    if (!revision.test(script)) throw new Error('the worker no longer names its pages as this test expects');
    return script.replace(revision, '$1newer');
  });

  await page.reload();
  const offer = page.getByRole('status').filter({ hasText: 'Une nouvelle version est prête.' });
  await offer.waitFor();
  await page.reload();
  await offer.waitFor();
  expect(await builds.count()).toBe(0);
  // With twice the text its words have a line of their own.
  const isReadable = () =>
    offer
      .locator('p')
      .evaluate((words) => words.getBoundingClientRect().width > words.ownerDocument.body.clientWidth / 2);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect(await isReadable()).toBe(true);
  await offer.getByRole('button', { name: 'Mettre à jour' }).click();
  await builds.waitFor({ state: 'attached' });
  await page.getByText('En ligne', { exact: true }).waitFor();
});

test('EV9 over plain HTTP from elsewhere the app says that it can keep nothing, how to get there, and signs nobody in', async () => {
  const stage = await openStage({ browser });
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const { port, pathname, hash } = new URL(stage.server.staffLink);
  await page.goto(`http://${ELSEWHERE}:${port}${pathname}${hash}`);
  await page.getByRole('heading', { name: 'D’ici, Régie ne peut rien garder' }).waitFor();
  await page.getByText('l’adresse en https://').first().waitFor();
  await page.getByRole('button', { name: 'Relier' }).click();
  await page.getByRole('alert').filter({ hasText: 'En HTTP simple, l’appareil ne peut pas être relié.' }).waitFor();
  expect(await context.cookies()).toEqual([]);
  await context.close();
  // The link was not spent: it opens where it should.
  await stage.phone();
});
