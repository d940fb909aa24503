import { expect, test } from 'vitest';
import type { OutboxEntry } from '../../../client/signals/show.ts';
import { journeys, SHOWN_MS } from '../../../client/staff/direct/journey.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { Stage } from '../../shared/stage.ts';

const look = (stage: Stage, outbox: readonly OutboxEntry[] = [], me = 'loane') =>
  journeys(stage.rows, { outbox, me, atMs: stage.nowMs });

function settle(stage: Stage, publication: string, fields: Partial<PublicationRow>): void {
  stage.put({ ...stage.get('publication', publication), ...fields });
}

const fire = (post: string, state: OutboxEntry['state']): OutboxEntry => ({
  id: 'm',
  mutation: { id: 'm', show: 'final', name: 'post.fire', args: { post, approval: 'a' }, madeAtMs: 0, epoch: 'first' },
  state,
  impossible: undefined,
});

test('a fired post goes from this phone to received, then to published', () => {
  const stage = new Stage();
  stage.fired('p', { channels: ['bsky', 'wall'] });
  expect(look(stage, [fire('p', 'waiting')])).toMatchObject([{ post: 'p', step: 'phone' }]);
  expect(look(stage, [fire('p', 'received')])).toMatchObject([{ step: 'received' }]);
  settle(stage, 'p:bsky', { state: 'published', publishedMs: stage.nowMs + 3_000 });
  expect(look(stage)).toMatchObject([{ step: 'published', look: false }]);
});

test('it leaves the screen a while after it is out, and never before it is received', () => {
  const stage = new Stage();
  stage.fired('p', { channels: ['wall'] });
  stage.nowMs += SHOWN_MS + 1;
  expect(look(stage)).toEqual([]);
  expect(look(stage, [fire('p', 'sending')])).toMatchObject([{ step: 'phone' }]);
});

test('what a network refused asks for a look', () => {
  const stage = new Stage();
  stage.fired('p', { channels: ['bsky'] });
  settle(stage, 'p:bsky', { state: 'refused' });
  expect(look(stage)).toMatchObject([{ step: 'published', look: true }]);
});

test('what someone else fired is not shown as mine', () => {
  const stage = new Stage();
  stage.fired('p');
  expect(look(stage, [], 'naima')).toEqual([]);
});

test('a channel served by hand is not waited for', () => {
  const stage = new Stage();
  const byHand = [...stage.rows.all('channel')].find(({ served }) => served === 'hand');
  expect(byHand).toBeDefined();
  stage.fired('p', { channels: ['wall', byHand?.id ?? ''] });
  expect(look(stage)).toMatchObject([{ step: 'published' }]);
});
