import { expect, onTestFinished, test } from 'vitest';
import { Composer } from '../../../client/staff/compose/composer.ts';
import { doPostAct } from '../../../client/staff/compose/do-act.ts';
import type { NewPost } from '../../../client/staff/compose/start.ts';
import { openModel } from './open-model.ts';

async function composing(what: NewPost & { readonly post?: string } = { start: 'free' }) {
  const opened = await openModel();
  const composer = new Composer(opened.model, what);
  composer.open();
  onTestFinished(() => composer.close());
  return { ...opened, composer };
}

test('CO1 opening the editor and closing it makes no post; the first letter does', async () => {
  const { model, composer, hall } = await composing();
  const count = () => [...model.rows.value.all('post')].length;
  const before = count();
  await composer.edit({ language: 'en' });
  composer.close();
  expect(count()).toBe(before);
  composer.open();
  composer.type('Good evening.');
  expect(count()).toBe(before + 1);
  expect(composer.post.value).toMatchObject({ language: 'en', owner: 'naima', state: 'draft' });
  await hall.time.pass(6_000);
  expect(hall.ledger.rows('finale')?.ofPost('text', composer.post.value.id)).toMatchObject([
    { words: 'Good evening.' },
  ]);
});

test('CO2 what is typed offline is kept, and the owner is let go on closing', async () => {
  const { model, composer, hall, link } = await composing();
  composer.type('Avant la coupure.');
  await hall.time.pass(400);
  expect(composer.state.value).toBe('kept');
  link.reachable = false;
  link.cut();
  composer.type('Avant la coupure, et après.');
  await hall.time.pass(6_000);
  expect(model.outbox.value.map(({ mutation }) => mutation.name)).toContain('post.write');
  link.reachable = true;
  model.wake();
  await hall.time.pass(6_000);
  expect(composer.post.value.owner).toBe('naima');
  composer.close();
  await hall.time.pass(6_000);
  expect(hall.ledger.rows('finale')?.get('post', composer.post.value.id)?.owner).toBeUndefined();
});

test('CO3 a channel gets words of its own, begun from those for all', async () => {
  const { model, composer, hall } = await composing();
  composer.type('Pour tous.');
  await composer.turnTo('wall');
  expect(composer.words.value).toBe('Pour tous.');
  composer.type('Pour le mur.');
  await composer.turnTo('all');
  await hall.time.pass(0);
  const texts = model.rows.value.ofPost('text', composer.post.value.id);
  expect(texts.map(({ variant, words }) => `${variant}: ${words}`).sort()).toEqual([
    'all: Pour tous.',
    'wall: Pour le mur.',
  ]);
});

test('CO4 of two versions one is kept, or both are joined; both end as one head that names both', async () => {
  const { composer, hall } = await composing();
  composer.type('Ma version.');
  const { id } = composer.post.value;
  await composer.settle();
  await hall.time.pass(0);
  hall.push(hall.make.write(id, 'Sa version.'));
  await hall.time.pass(1_000);
  expect(composer.heads.value.map(({ words }) => words).sort()).toEqual(['Ma version.', 'Sa version.']);
  await composer.join();
  expect(composer.joining.value).toBe(true);
  expect(composer.words.value).toContain('Ma version.');
  expect(composer.words.value).toContain('Sa version.');
  await composer.settle();
  expect(composer.heads.value).toHaveLength(1);
  hall.push(hall.make.write(id, 'Une troisième.'));
  await hall.time.pass(1_000);
  const [first] = composer.heads.value;
  expect(composer.heads.value).toHaveLength(2);
  if (first) await composer.choose(first);
  expect(composer.heads.value.map(({ words }) => words)).toEqual([first?.words]);
});

test('CO5 an act takes what is on the desk with it: what is approved is what was on the screen', async () => {
  const { model, composer, hall } = await composing();
  await composer.edit({ channels: ['wall'] });
  composer.type('Mots tout juste tapés.');
  const done = await doPostAct(model, composer, { act: 'approve-fire', reason: '' });
  expect(done).toMatchObject({ ok: true });
  await hall.time.pass(1_000);
  const rows = hall.ledger.rows('finale');
  expect(rows?.get('publication', `${composer.post.value.id}:wall`)?.payload.words).toBe('Mots tout juste tapés.');
});

test('CO6 a letter typed before the editor is painted whole counts like any other', async () => {
  const { model, hall } = await openModel();
  const fresh = new Composer(model, { start: 'free' });
  fresh.type('Aussitôt');
  fresh.open();
  expect(fresh.words.value).toBe('Aussitôt');
  await hall.time.pass(6_000);
  expect(model.outbox.value).toEqual([]);
  const { id } = fresh.post.value;
  expect(hall.ledger.rows('finale')?.ofPost('text', id)).toMatchObject([{ words: 'Aussitôt' }]);
  fresh.close();

  const there = new Composer(model, { start: 'free', post: id });
  there.type('Aussitôt, et encore');
  there.open();
  await hall.time.pass(6_000);
  expect(there.post.value.owner).toBe('naima');
  there.close();
  expect(there.heads.value).toMatchObject([{ words: 'Aussitôt, et encore' }]);
  there.type('Plus rien');
  await hall.time.pass(6_000);
  expect(there.heads.value).toMatchObject([{ words: 'Aussitôt, et encore' }]);
});

test('TX124 a channel is given words of its own with lighter spaces, and those for all stay as they are', async () => {
  const { model, composer, hall } = await composing();
  composer.type('Bravo\u202F! Encore\u202F!');
  await composer.lighten('wall');
  expect(composer.words.value).toBe('Bravo\u00A0! Encore\u00A0!');
  await hall.time.pass(6_000);
  const words = model.rows.value.ofPost('text', composer.post.value.id).map((text) => [text.variant, text.words]);
  expect(words).toEqual([
    ['all', 'Bravo\u202F! Encore\u202F!'],
    ['wall', 'Bravo\u00A0! Encore\u00A0!'],
  ]);
});
