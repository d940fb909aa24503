import type { CDPSession, Page } from 'playwright-core';
import { publish } from '../browser/acts.ts';
import {
  addQuestion,
  announceWinner,
  approveSubmitted,
  catchQuote,
  correctPublished,
  type Done,
  deliverRecap,
  giveQuestion,
  jobsTable,
  MISTAKEN,
  makeSafe,
  ON_STAGE,
  PRIZE,
  prepareFromTable,
  publishWithPhoto,
  resume,
  showMessage,
  stopAll,
  submitPost,
  tellLate,
} from '../browser/jobs.ts';
import { emptyShow, PREPARED } from '../browser/prepared.ts';
import { seedFinal } from '../browser/seed.ts';
import { hasten, PHONE, slow, withBrowser } from './browser.ts';
import type { Measure } from './figure.ts';
import { startServer } from './server.ts';

/** Before an answer a tap feels lost. */
const ANSWER_LIMIT_MS = 100;

/** The twelve jobs of an evening, done by a finger on a phone whose processor is slowed; the eighth takes no tap. */
export const jobsMeasure: Measure = {
  name: 'jobs',
  async take() {
    const done = [
      ...(await withPages(ON_STAGE, onStage)),
      ...(await withPages({ ...ON_STAGE, segment: 'c16' }, async ([page]) => {
        await page.locator('nav.tabs').getByRole('link', { name: 'Mur' }).click();
        return [await showMessage(page), await makeSafe(page)];
      })),
      ...(await withPages(PRIZE, async ([second, namer], { takeInHand }) => {
        const winner = await announceWinner(namer, second, takeInHand);
        await second.setViewportSize({ width: 1280, height: 800 });
        await second.reload();
        await second.locator('.tab-wide').waitFor();
        return [winner, await deliverRecap(second)];
      })),
    ];
    const how = [
      'CPU 4× slower; from the finger to the painted answer: what was tapped says that it has begun, or its result',
      jobsTable(done),
    ].join('\n');
    return [
      {
        measure: 'the slowest answer to a tap in all jobs',
        figure: Math.max(...done.map(({ slowest }) => slowest?.tookMs ?? 0)),
        unit: 'ms',
        limit: ANSWER_LIMIT_MS,
        how,
      },
    ];
  },
};

type Pages = readonly [Page, Page];

interface Evening {
  readonly url: string;
  /** From here on this phone is slowed, and the other is not. */
  readonly takeInHand: (phone: Page) => Promise<void>;
}

/** In the order of an evening; the table is pasted last, on a show of its own. */
async function onStage([page, other]: Pages, { url }: Evening): Promise<readonly Done[]> {
  const done = [
    await publishWithPhoto(page),
    await catchQuote(page),
    await tellLate(page),
    await stopAll(page),
    await resume(page),
  ];
  await submitPost(other);
  done.push(await approveSubmitted(page));
  await page.locator('nav.tabs').getByRole('link', { name: 'Direct' }).click();
  await publish({ page }, { words: MISTAKEN });
  // What is corrected is out everywhere: an account that has just published keeps its next post waiting.
  const isOut = page.locator('.journey', { hasText: MISTAKEN }).locator('[aria-current=step]', { hasText: 'publié' });
  await isOut.waitFor({ timeout: 120_000 });
  done.push(await correctPublished(page));
  await page.goto(`${url}/s/finale/questions`);
  await addQuestion(page);
  done.push(await giveQuestion(page));
  await emptyShow({ url }, { context: page.context(), page });
  await page.goto(`${url}/s/${PREPARED}/settings/import`);
  done.push(await prepareFromTable(page));
  return done;
}

/**
 * Two phones of the same show: an administrator's, and Loane's. Once both are signed in the one in hand is slowed, and only
 * that one: a slowed page spins three quarters of a processor away even while it rests, which is this machine's time and no
 * phone's.
 */
async function withPages(
  seed: Parameters<typeof seedFinal>[1],
  work: (pages: Pages, evening: Evening) => Promise<readonly Done[]>,
): Promise<readonly Done[]> {
  const server = await startServer((env) => seedFinal(env, seed));
  try {
    return await withBrowser(async (browser) => {
      const context = await browser.newContext(PHONE);
      const page = await signedIn(await context.newPage(), server.staffLink);
      const asked = { headers: { origin: server.url }, data: { show: 'finale', staff: 't1' } };
      const answer = await context.request.post(`${server.url}/invitations`, asked);
      const { invitation } = (await answer.json()) as { readonly invitation: { readonly url: string } };
      const other = await signedIn(await (await browser.newContext(PHONE)).newPage(), invitation.url);
      let inHand: CDPSession | undefined;
      const takeInHand = async (phone: Page) => {
        if (inHand) await hasten(inHand);
        inHand = await slow(phone);
      };
      await takeInHand(page);
      return work([page, other], { url: server.url, takeInHand });
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
