import type { Page } from 'playwright-core';
import {
  announceWinner,
  catchQuote,
  type Done,
  deliverRecap,
  jobsTable,
  makeSafe,
  ON_STAGE,
  PRIZE,
  publishWithPhoto,
  resume,
  showMessage,
  stopAll,
  tellLate,
} from '../browser/jobs.ts';
import { seedFinal } from '../browser/seed.ts';
import { PHONE, slowedPage, withBrowser } from './browser.ts';
import type { Measure } from './figure.ts';
import { startServer } from './server.ts';

/** Before an answer a tap feels lost. */
const ANSWER_LIMIT_MS = 100;

/** The jobs of an evening, done by a finger on a phone whose processor is slowed. */
export const jobsMeasure: Measure = {
  name: 'jobs',
  async take() {
    const done = [
      ...(await onStage(async ([page]) => [
        await publishWithPhoto(page),
        await catchQuote(page),
        await tellLate(page),
        await stopAll(page),
        await resume(page),
      ])),
      ...(await onStage(async ([page]) => {
        await page.locator('nav.tabs').getByRole('link', { name: 'Mur' }).click();
        return [await showMessage(page), await makeSafe(page)];
      }, 'c16')),
      ...(await onPrize(async ([second, namer]) => [await announceWinner(namer, second)])),
      ...(await onPrize(async ([page]) => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.reload();
        await page.locator('.tab-wide').waitFor();
        return [await deliverRecap(page)];
      })),
    ];
    const how = `CPU 4× slower; from the finger to the painted answer\n${jobsTable(done)}`;
    return [
      {
        measure: 'the slowest answer to a tap in all jobs',
        figure: Math.max(...done.map(({ slowestMs }) => slowestMs)),
        unit: 'ms',
        limit: ANSWER_LIMIT_MS,
        how,
      },
    ];
  },
};

type Pages = readonly [Page, Page];

const onStage = (work: (pages: Pages) => Promise<readonly Done[]>, segment: string = ON_STAGE.segment) =>
  withPages({ ...ON_STAGE, segment }, work);
const onPrize = (work: (pages: Pages) => Promise<readonly Done[]>) => withPages(PRIZE, work);

/** Two phones of the same show: an administrator's, and Loane's. */
async function withPages(
  seed: Parameters<typeof seedFinal>[1],
  work: (pages: Pages) => Promise<readonly Done[]>,
): Promise<readonly Done[]> {
  const server = await startServer((env) => seedFinal(env, seed));
  try {
    return await withBrowser(async (browser) => {
      const context = await browser.newContext(PHONE);
      const page = await signedIn(await slowedPage(context), server.staffLink);
      const asked = { headers: { origin: server.url }, data: { show: 'finale', staff: 't1' } };
      const answer = await context.request.post(`${server.url}/invitations`, asked);
      const { invitation } = (await answer.json()) as { readonly invitation: { readonly url: string } };
      const other = await signedIn(await slowedPage(await browser.newContext(PHONE)), invitation.url);
      return work([page, other]);
    });
  } finally {
    await server.close();
  }
}

async function signedIn(page: Page, link: string): Promise<Page> {
  page.setDefaultTimeout(60_000);
  await page.goto(link);
  await page.getByRole('button', { name: 'Relier' }).click();
  await page.waitForURL('**/s/finale/direct');
  await page.getByText('elle s’ouvre aussi sans réseau').waitFor();
  await page.getByText('En ligne', { exact: true }).waitFor();
  return page;
}
