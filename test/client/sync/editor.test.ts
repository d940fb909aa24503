import { expect, test } from 'vitest';
import { KEEP_AFTER_MS, WRITE_AFTER_MS } from '../../../client/sync/editor.ts';
import { headsOf } from '../../../shared/post-status.ts';
import { type HallPhone, openHall } from './hall.ts';

const deskOf = ({ disk }: HallPhone) => [...disk.desk.values()].map(({ words }) => words);
const headsNow = ({ phone }: HallPhone) => (headsOf(phone.replica.rows, 'p1').all ?? []).map(({ words }) => words);
const writes = ({ phone }: HallPhone) =>
  phone.replica.entries.flatMap(({ record: { mutation } }) =>
    mutation.name === 'post.write' ? [(mutation.args as { words: string }).words] : [],
  );

/** A phone with a post on the server, and no network. */
async function offline(words = 'Bonsoir') {
  const hall = openHall();
  const made = await hall.phone().start();
  await made.post('p1', words);
  await hall.time.pass(0);
  made.link.reachable = false;
  made.link.cut();
  return { hall, made, phone: made.phone };
}

test('SY110 typing is on the desk 300 ms after the last keystroke', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  expect(editor.words).toBe('Bonsoir');
  editor.set('Bonsoir à');
  await hall.time.pass(KEEP_AFTER_MS - 1);
  editor.set('Bonsoir à tous');
  await hall.time.pass(KEEP_AFTER_MS - 1);
  expect(deskOf(made)).toEqual([]);
  expect(editor.state).toBe('typing');
  await hall.time.pass(1);
  expect(deskOf(made)).toEqual(['Bonsoir à tous']);
  expect(editor.state).toBe('kept');
  expect(writes(made)).toEqual([]);
});

test('SY111 words at rest for 5 s are written, and leave the desk in the same step', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  editor.set('Bonsoir à tous');
  await hall.time.pass(WRITE_AFTER_MS);
  expect(writes(made)).toEqual(['Bonsoir à tous']);
  expect(deskOf(made)).toEqual([]);
  expect(editor.state).toBe('written');
  expect(headsNow(made)).toEqual(['Bonsoir à tous']);
});

test('SY112 what is typed is written on leaving and when the page hides, and only if it differs', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  editor.set('Bonsoir à tous');
  phone.hide();
  await hall.time.pass(0);
  expect(writes(made)).toEqual(['Bonsoir à tous']);
  editor.set('Bonsoir à toutes');
  editor.set('Bonsoir à tous');
  expect(await editor.close()).toBeUndefined();
  expect(writes(made)).toEqual(['Bonsoir à tous']);
  const other = phone.openEditor('p1', 'all');
  other.set('Bonne nuit');
  expect((await other.close())?.ok).toBe(true);
  expect(headsNow(made)).toEqual(['Bonne nuit']);
  await hall.time.pass(10_000);
  expect(deskOf(made)).toEqual([]);
});

test('SY113 an hour of typing offline is one version, under a new id each time', async () => {
  const { hall, made, phone } = await offline();
  const [base] = headsOf(phone.replica.rows, 'p1').all ?? [];
  const editor = phone.openEditor('p1', 'all');
  const ids = new Set<string>();
  for (const words of ['a', 'ab', 'abc']) {
    editor.set(words);
    await hall.time.pass(WRITE_AFTER_MS);
    ids.add(made.ids()[0] ?? '');
  }
  expect(ids.size).toBe(3);
  expect(writes(made)).toEqual(['abc']);
  expect([...made.disk.outbox.values()].map(({ mutation }) => mutation.args)).toEqual([
    { post: 'p1', variant: 'all', parents: [base?.id], words: 'abc' },
  ]);
  expect(headsNow(made)).toEqual(['abc']);
});

test('SY114 a replaced write keeps its place: what was asked of it afterwards still comes after', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  editor.set('a');
  await editor.write();
  await made.submit('p1');
  editor.set('ab');
  await editor.write();
  expect(made.outbox()).toEqual(['post.write', 'post.submit']);
  made.link.reachable = true;
  phone.loop.wake();
  await hall.time.pass(0);
  expect(phone.replica.tray).toEqual([]);
  expect(headsNow(made)).toEqual(['ab']);
});

test('SY115 a write that was sent, or found at start, or is named by what follows, is never replaced', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  editor.set('a');
  await editor.write();
  const [first] = made.ids();
  const { rows } = phone.replica;
  const seen = {
    texts: { all: first ?? '' },
    photos: [],
    channels: ['wall'],
    cue: { kind: 'hand' as const },
    language: 'fr',
    freshForMs: 600_000,
    fills: {},
    openSlots: [],
  };
  expect((await phone.acts.act('post.approve', { post: 'p1', seen })).ok).toBe(true);
  expect(rows.get('text', first ?? '')).toBeDefined();
  editor.set('ab');
  await editor.write();
  expect(writes(made)).toEqual(['a', 'ab']);

  const again = hall.phone({ disk: made.disk });
  again.link.reachable = false;
  await again.start();
  const found = again.phone.openEditor('p1', 'all');
  found.set('abc');
  await found.write();
  expect(writes(again)).toEqual(['a', 'ab', 'abc']);

  again.link.instead = (name) => (name === 'push' ? null : undefined);
  again.link.reachable = true;
  again.phone.loop.wake();
  await hall.time.pass(0);
  again.link.reachable = false;
  again.link.cut();
  found.set('abcd');
  await found.write();
  expect(writes(again)).toEqual(['a', 'ab', 'abc', 'abcd']);
  again.link.instead = () => undefined;
  again.link.reachable = true;
  again.phone.loop.wake();
  await hall.time.pass(0);
  expect(again.phone.replica.tray).toEqual([]);
  expect(headsNow(again)).toEqual(['abcd']);
});

test('SY116 words found on the desk at start are reopened as they were, and written when they rest', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  editor.set('Bonsoir à t');
  await hall.time.pass(KEEP_AFTER_MS);
  // Killed here: nothing was told.
  const again = hall.phone({ disk: made.disk });
  again.link.reachable = false;
  await again.start();
  expect(again.phone.replica.desk.map(({ words }) => words)).toEqual(['Bonsoir à t']);
  const found = again.phone.openEditor('p1', 'all');
  expect([found.words, found.state]).toEqual(['Bonsoir à t', 'kept']);
  await hall.time.pass(WRITE_AFTER_MS);
  expect(writes(again)).toEqual(['Bonsoir à t']);
  expect(again.phone.replica.desk).toEqual([]);
});

test('SY117 an editor in which nothing was typed follows what others write', async () => {
  const hall = openHall();
  const made = await hall.phone().start();
  await made.post('p1', 'Bonsoir');
  await hall.time.pass(0);
  const editor = made.phone.openEditor('p1', 'all');
  hall.push(hall.make.write('p1', 'Bonsoir à tous', editor.parents));
  await hall.time.pass(0);
  expect([editor.words, editor.behind]).toEqual(['Bonsoir à tous', false]);
  editor.set('Bonsoir à toutes et à tous');
  await editor.write();
  await hall.time.pass(0);
  expect(headsNow(made)).toEqual(['Bonsoir à toutes et à tous']);
});

test('SY118 an editor in which something was typed keeps it, says that it is behind, and writes a second version', async () => {
  const hall = openHall();
  const made = await hall.phone().start();
  await made.post('p1', 'Bonsoir');
  await hall.time.pass(0);
  const editor = made.phone.openEditor('p1', 'all');
  const { parents } = editor;
  editor.set('Bonsoir Paris');
  expect(editor.behind).toBe(false);
  hall.push(hall.make.write('p1', 'Bonsoir Lyon', parents));
  await hall.time.pass(0);
  expect([editor.words, editor.behind]).toEqual(['Bonsoir Paris', true]);
  await editor.write();
  await hall.time.pass(0);
  expect(headsNow(made).sort()).toEqual(['Bonsoir Lyon', 'Bonsoir Paris']);
  // Not replaced while there are two: a person picks one or joins them.
  expect(editor.words).toBe('Bonsoir Paris');
  await editor.close();
  const heads = headsOf(made.phone.replica.rows, 'p1').all ?? [];
  const joining = made.phone.openEditor('p1', 'all', { parents: heads.map(({ id }) => id), words: 'Bonsoir Lyon' });
  expect((await joining.write())?.ok).toBe(true);
  await hall.time.pass(0);
  expect(headsNow(made)).toEqual(['Bonsoir Lyon']);
});

test('SY119 words that cannot be written stay on the desk, with the reason', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  editor.set('Bonsoir à tous');
  hall.push(hall.make.mutation('row.erase', { row: 'post', id: 'p1' }), 'naima');
  made.link.reachable = true;
  phone.loop.wake();
  await hall.time.pass(0);
  const written = await editor.write();
  expect(written).toEqual({ ok: false, refusal: expect.objectContaining({ code: 'erased' }) });
  expect(deskOf(made)).toEqual(['Bonsoir à tous']);
  expect(editor.words).toBe('Bonsoir à tous');
});

test('SY120 words whose parent is no longer there are not lost: they stand as a version of their own', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  editor.set('Bonsoir à tous');
  await hall.time.pass(KEEP_AFTER_MS);
  const again = hall.phone({ disk: made.disk });
  for (const [key, row] of made.disk.rows) if (row.row === 'text') made.disk.rows.delete(key);
  again.link.reachable = false;
  await again.start();
  const found = again.phone.openEditor('p1', 'all');
  expect((await found.write())?.ok).toBe(true);
  expect(headsNow(again)).toEqual(['Bonsoir à tous']);
});

test('SY121 opened twice it is one editor, and discarded it leaves nothing', async () => {
  const { hall, made, phone } = await offline();
  const editor = phone.openEditor('p1', 'all');
  expect(phone.openEditor('p1', 'all')).toBe(editor);
  editor.set('Bonsoir à tous');
  await hall.time.pass(KEEP_AFTER_MS);
  await editor.discard();
  await hall.time.pass(WRITE_AFTER_MS);
  expect(deskOf(made)).toEqual([]);
  expect(writes(made)).toEqual([]);
  expect(phone.isOpen('p1', 'all')).toBe(false);
});

test('SY122 words that do not follow on an unsent version do not replace it: both are kept', async () => {
  const { made, phone } = await offline();
  const [base] = headsOf(phone.replica.rows, 'p1').all ?? [];
  const first = phone.openEditor('p1', 'all');
  first.set('Bonsoir Paris');
  await first.close();
  const second = phone.openEditor('p1', 'all', { parents: [base?.id ?? ''], words: 'Bonsoir' });
  second.set('Bonsoir Lyon');
  await second.close();
  expect(headsNow(made).sort()).toEqual(['Bonsoir Lyon', 'Bonsoir Paris']);
});
