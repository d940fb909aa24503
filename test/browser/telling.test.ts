import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PushPayload } from '../../shared/push.ts';
import { postOf } from './acts.ts';
import { pictureFile } from './picture.ts';
import { openBrowser, openStage, type Phone, SHOW } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A free post of the writer's, submitted from Direct. */
async function submit({ page }: Phone, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Libre' }).click();
  await page.getByLabel('Texte du post').fill(words);
  await page.getByRole('button', { name: 'Soumettre' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('TE30 a post that is submitted is told on the approver’s phone at once, with its age on the tab, and approved in two taps', async () => {
  const stage = await openStage({ browser });
  const approver = await stage.phone();
  const writer = await stage.otherPhone(approver, 't1');
  const { page } = approver;
  await page.getByRole('link', { name: /^Posts/ }).waitFor();
  await submit(writer, 'Le jury entre en salle.');
  const alerts = page.locator('.banner-told');
  await alerts.waitFor();
  expect(await alerts.textContent()).toContain('À valider');
  await expect.poll(() => page.getByRole('link', { name: /Posts/ }).first().textContent()).toMatch(/à valider, depuis/);

  await alerts.getByRole('link', { name: 'Voir' }).click();
  const card = page.locator('.posts-waiting', { hasText: 'Le jury entre en salle.' });
  await card.getByRole('button', { name: 'Valider' }).click();
  await card.waitFor({ state: 'detached' });
  await expect.poll(async () => (await postOf(writer, 'Le jury entre en salle.')).state).toBe('approved');
});

test('TE31 what is pushed is shown by the phone, its tap opens the place in the page that is there, and nothing is said twice', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  await phone.context.grantPermissions(['notifications'], { origin: stage.url });
  const { page } = phone;
  const push = await pusher(phone);
  const payload: PushPayload = {
    title: 'MT180',
    body: 'Un post à valider',
    tag: `${SHOW}/submitted`,
    path: `/s/${SHOW}/posts/approve`,
    quiet: true,
  };
  await push(JSON.stringify(payload));
  await push(JSON.stringify({ ...payload, body: '2 posts à valider' }));
  await push('no JSON');
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, silent }) => ({ title, body, silent }));
    });
  await expect.poll(shown).toEqual([{ title: 'MT180', body: '2 posts à valider', silent: true }]);

  const [worker] = phone.context.serviceWorkers();
  // As text: the names of a worker are not those of this file.
  await worker?.evaluate(`(async () => {
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  })()`);
  await page.waitForURL(`${stage.url}/s/${SHOW}/posts/approve`);
  await expect.poll(shown).toEqual([]);
});

test('TE32 a photo shared from the gallery opens a draft with it, with no network at all', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  const { page } = phone;
  await stage.stop();
  await share(page, { photo: await pictureFile('galerie.jpg') });
  await page.waitForURL(`${stage.url}/s/${SHOW}/direct`);
  const editor = page.getByRole('dialog');
  await editor.getByLabel('Texte alternatif').waitFor();
  await editor.getByLabel('Texte du post').fill('Vu du balcon.');
  await expect.poll(() => page.evaluate(() => caches.has('regie-shared'))).toBe(false);
  await stage.start();
  await expect
    .poll(async () =>
      (await phone.rows()).some((row) => row.row === 'photo' && row.alt !== undefined && row.by !== 'engine:import'),
    )
    .toBe(true);
});

test('QU27 QU28 NI92 a link is pasted, given in two taps, answered by who has no account, and marked as answered', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  const { page } = phone;
  await phone.go('questions');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByLabel('Lien du post').fill('https://bsky.app/profile/lea.example/post/3k');
  await page.getByLabel('La question').fill('Pourquoi le ciel est-il bleu ?');
  expect(await page.getByLabel('Qui demande').inputValue()).toBe('lea.example');
  await page.getByRole('button', { name: 'Ajouter la question' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Confier', exact: true }).click();
  await page.locator('.questions-person').first().click();
  const link = await page.locator('.questions-link').textContent();
  // Said over the sheet, which is modal: seen there, and closed by a press.
  await page.getByRole('button', { name: 'Copier le lien' }).click();
  await page.locator('.toast').getByRole('button', { name: 'Fermer' }).click();
  await page.locator('.toast').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Fermer' }).first().click();

  const other = await browser.newContext({ locale: 'fr-FR' });
  const researcher = await other.newPage();
  await researcher.goto(String(link));
  await researcher.getByText('Pourquoi le ciel est-il bleu ?').waitFor();
  await researcher.getByLabel('Votre réponse').fill('La lumière bleue est la plus diffusée.');
  await researcher.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await researcher.getByText('Votre réponse est arrivée').waitFor();
  await other.close();

  await page.getByText('La lumière bleue est la plus diffusée.').waitFor();
  await page.getByText('À publier avec le compte @mt180.example').waitFor();
  await page.getByRole('button', { name: 'C’est répondu' }).click();
  await page.getByText(/^réponse donnée par/).waitFor();
});

/** Delivers a push message to the app's worker, as the browser's push service does once it has opened it. */
async function pusher({ context, page }: Phone): Promise<(data: string) => Promise<void>> {
  const session: CDPSession = await context.newCDPSession(page);
  const { promise, resolve } = Promise.withResolvers<string>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const ours = registrations.find(({ scopeURL }) => new URL(scopeURL).pathname === '/');
    if (ours) resolve(ours.registrationId);
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await promise;
  const { origin } = new URL(page.url());
  return async (data) => {
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  };
}

/** Shares from another app, as the system does: a form posted to the address that the manifest names. */
async function share(
  page: Page,
  { photo }: { readonly photo: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } },
): Promise<void> {
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<form id="share" action="/share" method="post" enctype="multipart/form-data"><input type="file" name="photo"></form>',
    );
  });
  await page.locator('#share input').setInputFiles(photo);
  await page.evaluate(() => document.querySelector<HTMLFormElement>('#share')?.submit());
}
