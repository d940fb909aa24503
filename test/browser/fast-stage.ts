import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { expect, onTestFinished } from 'vitest';
import { buildOf } from '../../server/build-id.ts';
import { RehearsalNetwork } from '../../server/channels/rehearsal.ts';
import { SAMPLE_ADMINISTRATOR, sampleRows } from '../../server/import/sample.ts';
import { type Sample, sampleSchema } from '../../server/import/sample-format.ts';
import { builtPages } from '../../server/pages.ts';
import type { ArgsOf, MutationName } from '../../shared/apply/apply.ts';
import { openRequired } from '../../shared/payload.ts';
import { dueOf, isMissed } from '../../shared/post-status.ts';
import { type Recap, recapSchema } from '../../shared/recap-schema.ts';
import type { RehearsalPost } from '../../shared/rehearsal.ts';
import type { RowName, RowOf } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { runningOrder } from '../../shared/running-order.ts';
import { startWholeServer } from '../fixtures/whole-server.ts';
import { FastClock } from './fast-clock.ts';
import { type Proxy as Line, openProxy } from './proxy.ts';
import { PHONE } from './stage.ts';

const dist = join(import.meta.dirname, '../../dist');

/** What the samples script of an evening, for rehearsals: what the import has no use for. */
const scriptSchema = v.object({
  audience: v.array(v.object({ id: v.string(), receivedAt: v.string(), expected: v.string() })),
  rehearsal: v.object({
    delays: v.array(v.object({ atSegment: v.string(), delaySec: v.number() })),
    networkCuts: v.array(v.object({ from: v.string(), to: v.string(), room: v.optional(v.string()) })),
    results: v.optional(v.record(v.string(), v.string()), {}),
    renames: v.optional(v.array(v.object({ segment: v.string(), newTitle: v.string() })), []),
    takedown: v.optional(v.object({ inbound: v.string() })),
  }),
});
export type Script = v.InferOutput<typeof scriptSchema>;

/** A whole server in this process and pages on it, all on one fast clock, with a sample show on the evening itself. */
export interface FastStage {
  readonly sample: Sample;
  readonly script: Script;
  readonly clock: FastClock;
  rows(): Rows;
  row<N extends RowName>(name: N, id: string): RowOf<N>;
  /** Lets the show go on to this instant, written as the samples write it; where it is past already, nothing. */
  until(instant: string | number): Promise<void>;
  /** When this segment should begin, as things stand. */
  expectedMs(segment: string): number;
  phone(staff: string): Promise<FastPhone>;
  wall(): Promise<Page>;
  /** What an engine would push. */
  push<N extends MutationName>(name: N, args: ArgsOf<N>, by: string): void;
  /** What the networks hold: what was removed is marked. */
  networkPosts(): readonly RehearsalPost[];
}

/** A phone on a line of its own, which can be cut. */
export interface FastPhone {
  readonly page: Page;
  readonly line: Line;
  tab(name: string): Promise<void>;
  /** A screen by its address, without loading the app again. */
  go(path: string): Promise<void>;
}

export async function openFastStage({
  browser,
  file,
  show,
  startsAt,
}: {
  readonly browser: Browser;
  readonly file: 'mt180-final' | 'open-forum';
  readonly show: string;
  readonly startsAt: string;
}): Promise<FastStage> {
  const json: unknown = JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/${file}.json`), 'utf8'));
  const sample = v.parse(sampleSchema, json);
  const [anchor] = sample.segments;
  if (!anchor) throw new Error(file);
  const clock = new FastClock(Date.parse(startsAt));
  const networks: RehearsalNetwork[] = [];
  const server = await startWholeServer({
    // A rehearsal reaches no network: a call would be a fault of its own.
    reach: () => Promise.reject(new Error('a rehearsal called a network')),
    machine: clock,
    after: clock.after,
    pages: builtPages(dist),
    build: buildOf(dist),
    prepare({ ledger, database, clock: now }) {
      const network = new RehearsalNetwork({ database, clock: now, after: () => () => {} });
      networks.push(network);
      const rows = sampleRows(sample, {
        show,
        anchor: anchor.id,
        anchorMs: Date.parse(anchor.plannedStart),
        nowMs: now.nowMs(),
        epoch: ledger.epoch,
        publish: ({ channel, key, payload, atMs }) => network.take({ show, channel }, key, payload, { atMs }),
      });
      const mutation = { id: `import/${show}`, show, name: 'show.create', args: { rows }, madeAtMs: now.nowMs() };
      const [answer] = ledger.push([{ ...mutation, epoch: ledger.epoch }], { by: 'engine:import' });
      if (answer?.kind !== 'applied') throw new Error(JSON.stringify(answer));
    },
  });
  onTestFinished(() => server.stop());

  const contextOf = async (options: object) => {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    context.setDefaultTimeout(60_000);
    await clock.wear(context);
    return context;
  };
  /** Made on the administrator's phone, which comes first. */
  let invited = (staff: string): Promise<string> => Promise.reject(new Error(`nobody to invite ${staff}`));
  const rows = (): Rows => {
    const found = server.ledger.rows(show);
    if (!found) throw new Error(show);
    return found;
  };

  const stage: FastStage = {
    sample,
    script: v.parse(scriptSchema, json),
    clock,
    rows,
    row(name, id) {
      const found = rows().get(name, id);
      if (!found) throw new Error(`no ${name} ${id}`);
      return found;
    },
    until: (instant) => clock.leapTo(typeof instant === 'number' ? instant : Date.parse(instant)),
    expectedMs: (segment) => runningOrder(rows(), clock.wallMs()).expected(segment) ?? Number.NaN,
    push: (name, args, by) => server.push(show, name, args, by),
    networkPosts: () => networks.flatMap((network) => network.posts(show)),
    async wall() {
      const context = await contextOf({ viewport: { width: 1280, height: 720 }, locale: 'fr-FR' });
      await clock.hurry(context);
      const page = await context.newPage();
      await page.goto(server.server.wallLinks()[0] ?? '');
      await page.locator('[data-scene]').first().waitFor();
      return page;
    },
    async phone(staff) {
      const line = await openProxy(server.url);
      const context = await contextOf(PHONE);
      const page = await context.newPage();
      const link = staff === SAMPLE_ADMINISTRATOR ? server.server.staffLink() : await invited(staff);
      const { pathname, hash } = new URL(link);
      await page.goto(`${line.url}${pathname}${hash}`);
      await page.getByRole('button', { name: 'Relier' }).click();
      await page.waitForURL(`${line.url}/s/${show}/direct`);
      await page.getByText('En ligne', { exact: true }).waitFor();
      if (staff === SAMPLE_ADMINISTRATOR) {
        invited = async (whom) => {
          const asked = { headers: { origin: line.url }, data: { show, staff: whom } };
          const answer = await context.request.post(`${line.url}/invitations`, asked);
          return ((await answer.json()) as Invited).invitation.url;
        };
      }
      return {
        page,
        line,
        async tab(name) {
          await page.locator('nav.tabs').getByRole('link', { name }).click();
        },
        async go(path) {
          await page.evaluate((to) => {
            // As a press on a link of the app: the page stays, and what it holds.
            const link = document.createElement('a');
            link.href = to;
            document.body.append(link);
            link.click();
            link.remove();
          }, `/s/${show}/${path}`);
          await page.waitForURL(`**/s/${show}/${path}`);
        },
      };
    },
  };
  return stage;
}

interface Invited {
  readonly invitation: { readonly url: string };
}

/** The recap as a person downloads it, held against what the networks hold: neither tells anything the other does not. */
export async function recapAgrees(stage: FastStage, { page, go }: FastPhone): Promise<Recap> {
  await go('recap');
  await page.getByRole('button', { name: 'Télécharger ou partager' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Télécharger : Données (JSON)' }).click();
  const path = await (await coming).path();
  const recap = v.parse(recapSchema, JSON.parse(readFileSync(path, 'utf8')));
  const told = recap.parts
    .flatMap(({ said }) => said.flatMap(({ versions }) => versions.flatMap(({ places }) => places)))
    .filter(({ network }) => network !== 'wall')
    .map(({ channel, words }) => `${channel}: ${words}`);
  const byHand = new Set([...stage.rows().all('channel')].flatMap(({ id, served }) => (served === 'hand' ? id : [])));
  const held = stage.networkPosts().flatMap(({ removed, channel, words }) => (removed ? [] : `${channel}: ${words}`));
  const carried = told.filter((line) => !byHand.has(line.slice(0, line.indexOf(':'))));
  expect(carried.sort()).toEqual(held.sort());
  return recap;
}

/** Publications that the server is still to bring to their networks. */
export const underWay = (stage: FastStage): readonly string[] =>
  [...stage.rows().all('publication')]
    .filter(({ state }) => state === 'owed' || state === 'sending' || state === 'removing')
    .filter(({ channel }) => stage.row('channel', channel).served === 'server')
    .map(({ id, state }) => `${id} ${state}`);

/** Lets the show go on to this instant, by way of every moment at which a post should fire by itself; each does. */
export async function dueOn(stage: FastStage, toMs: number): Promise<void> {
  for (;;) {
    const atMs = stage.clock.wallMs();
    const rows = stage.rows();
    const due = [...rows.all('post')]
      .filter((post) => post.state === 'approved' && !post.needsTwo && openRequired(rows, post) === undefined)
      .filter((post) => !isMissed(rows, post, atMs))
      .map((post) => ({ post: post.id, dueMs: dueOf(rows, post, atMs) ?? Number.POSITIVE_INFINITY }))
      .filter(({ dueMs }) => dueMs <= toMs)
      .sort((a, b) => a.dueMs - b.dueMs);
    const [first] = due;
    // A leap past the window of what is on its way would make it miss.
    await expect.poll(() => underWay(stage)).toEqual([]);
    if (!first) return stage.until(toMs);
    await stage.until(first.dueMs);
    await expect.poll(() => stage.row('post', first.post).state, { message: first.post }).toBe('fired');
  }
}
