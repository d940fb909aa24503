import { expect, onTestFinished, test, vi } from 'vitest';
import type { ErasedList } from '../../server/ledger/erasing.ts';
import type { Commit, From, Ledger } from '../../server/ledger/ledger.ts';
import type { LedgerParts } from '../../server/ledger/sqlite.ts';
import type { RevokedList } from '../../server/revoked.ts';
import { apply } from '../../shared/apply/apply.ts';
import type { Answer, Cursor, Patch } from '../../shared/protocol.ts';
import { mutationsOf, phoneId } from './small-show.ts';

/** A ledger on its storage, with a clock that only the test moves. */
export interface LedgerBench {
  readonly ledger: Ledger;
  nowMs: number;
  readonly erased: ErasedList;
  /** What was taken back from people, kept through every restore. */
  readonly revoked: RevokedList;
  /** What a kill between two transactions and a new start leave: only the storage. */
  restart(): void;
  /** The whole storage as it is now; the answer puts it back, as a rolled-back machine would. */
  snapshot(): () => void;
  /** Makes a backup; the answer opens it in the place of what is there. */
  backUp(): Promise<() => void>;
  /** From here on the storage has no room, or has again. */
  fill(isFull: boolean): void;
  /** Every byte the storage holds, as text. */
  bytes(): string;
  close(): void;
}
export type MakeBench = (parts?: Pick<LedgerParts, 'apply'>) => LedgerBench;

const SHOW = 'finale';
const NAIMA: From = { by: 'naima', device: 'phone-a' };
const LOANE: From = { by: 'loane', device: 'phone-b' };
const IMPORT: From = { by: 'engine:import' };
const DAY_MS = 24 * 3_600_000;

/** What every ledger must do. The numbers are those of `shared/SPEC.md`. */
export function ledgerContract(name: string, makeBench: MakeBench): void {
  const title = (rule: string) => `${rule} (${name})`;
  const begin = (parts?: Pick<LedgerParts, 'apply'>) => {
    const bench = makeBench(parts);
    onTestFinished(() => bench.close());
    const make = mutationsOf(
      () => bench.ledger,
      SHOW,
      () => bench.nowMs,
    );
    const one = (mutation = make.create(), from: From = IMPORT) => bench.ledger.push([mutation], from)[0] as Answer;
    expect(one().kind).toBe('applied');
    const cursor = (): Cursor => cursorOf(bench.ledger.load(SHOW, 'phone-z'));
    return { bench, make, one, cursor };
  };
  /** What anyone can see of a ledger. */
  const seen = ({ ledger }: LedgerBench) => ({
    rows: new Set(ledger.load(SHOW, '')?.rows),
    settled: ledger.load(SHOW, LOANE.device ?? '')?.settled,
    history: ledger.history(SHOW),
    epoch: ledger.epoch,
  });

  test(title('LE1 an applied mutation takes the next rev, rows or none, and stamps what it writes'), () => {
    const { bench, make, one } = begin();
    bench.nowMs += 5_000;
    expect(one(make.post('p1', 'Bonsoir'), LOANE)).toMatchObject({ kind: 'applied', rev: 2 });
    expect(bench.ledger.rows(SHOW)?.get('post', 'p1')).toMatchObject({ rev: 2, by: 'loane', atMs: bench.nowMs });
    expect(one(make.submit('p1'), LOANE)).toMatchObject({ rev: 3 });
    expect(one(make.submit('p1'), LOANE)).toMatchObject({ kind: 'applied', rev: 4 });
    expect(bench.ledger.rows(SHOW)?.get('post', 'p1')?.rev).toBe(3);
    expect(bench.ledger.rev(SHOW)).toBe(4);
  });

  test(title('LE2 a repeat has its first answer again, changes nothing, and outlives a restart'), () => {
    const { bench, make, one } = begin();
    const post = make.post('p1');
    const bad = make.submit('nothing');
    const [applied, refused] = bench.ledger.push([post, bad], LOANE);
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'unknown-row' } });
    const before = seen(bench);
    // What was missing is there by now: judged anew, this would be applied.
    const again = { ...bad, args: { post: 'p1' } };
    expect(bench.ledger.push([post, post, again], LOANE)).toEqual([applied, applied, refused]);
    bench.restart();
    expect(bench.ledger.push([post, again], NAIMA)).toEqual([applied, refused]);
    expect(seen(bench)).toEqual(before);
    expect(one(make.submit('p1'), LOANE).kind).toBe('applied');
  });

  test(title('LE3 a push is judged in its order, each on what those before it wrote; a refusal stops none'), () => {
    const { bench, make } = begin();
    const first = make.post('p1');
    const answers = bench.ledger.push([make.submit('p1'), first, make.submit('p1'), make.write('p1', 'Voilà')], LOANE);
    expect(answers.map(({ kind }) => kind)).toEqual(['refused', 'applied', 'applied', 'applied']);
    expect(answers.map(({ id }) => id)[1]).toBe(first.id);
    expect(bench.ledger.rows(SHOW)?.get('post', 'p1')?.state).toBe('submitted');
  });

  test(
    title('LE4 a rule that throws is refused broken, once and for all, and leaves nothing; its neighbours stand'),
    () => {
      const { bench, make } = begin({
        apply: (rows, mutation, context) => {
          const ruling = apply(rows, mutation, context);
          if ((mutation.args as { words?: string }).words === 'panne') throw new Error('a bug');
          if ((mutation.args as { words?: string }).words === 'illisible' && ruling.ok) {
            // A second row that no phone could read: the first must go with it.
            return { ok: true, rows: [...ruling.rows, { row: 'room', id: 'not an id' } as never] };
          }
          return ruling;
        },
      });
      const broken = make.post('p2', 'panne');
      const unreadable = make.post('p3', 'illisible');
      const answers = bench.ledger.push([make.post('p1'), broken, unreadable, make.submit('p1')], LOANE);
      expect(answers.map((answer) => (answer.kind === 'refused' ? answer.refusal.code : answer.kind))).toEqual([
        'applied',
        'broken',
        'broken',
        'applied',
      ]);
      expect(bench.ledger.rows(SHOW)?.get('post', 'p2')).toBeUndefined();
      bench.restart();
      expect(bench.ledger.rows(SHOW)?.get('post', 'p3')).toBeUndefined();
      expect(bench.ledger.push([broken, unreadable], LOANE)).toEqual([answers[1], answers[2]]);
      expect(bench.ledger.rows(SHOW)?.get('post', 'p1')?.state).toBe('submitted');
    },
  );

  test(title('LE110 an erasure that a bug breaks is refused broken, empties nothing, and its neighbours stand'), () => {
    const { bench, make, one } = begin();
    one(make.post('p1', 'Bonsoir'), LOANE);
    const [before] = bench.ledger.history(SHOW);
    const list = vi.spyOn(bench.erased, 'add').mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    const erase = make.mutation('row.erase', { row: 'post', id: 'p1' });
    const answers = bench.ledger.push([make.post('p2'), erase, make.post('p3')], NAIMA);
    expect(list).toHaveBeenCalledOnce();
    expect(answers.map((answer) => (answer.kind === 'refused' ? answer.refusal.code : answer.kind))).toEqual([
      'applied',
      'broken',
      'applied',
    ]);
    bench.restart();
    expect(bench.ledger.rows(SHOW)?.get('post', 'p1')?.erased).toBeUndefined();
    expect(bench.ledger.history(SHOW).at(-2)).toEqual(before);
    expect(bench.ledger.rows(SHOW)?.get('post', 'p3')).toBeDefined();
  });

  test(
    title('LE5 of an engine only what was applied is kept: the same id refused today may be applied tomorrow'),
    () => {
      const { bench, make, one } = begin();
      const message = make.mutation('message.see', { id: 'm1' }, 'seen/m1');
      expect(one(message, { by: 'engine:audience' })).toMatchObject({ refusal: { code: 'bad-shape' } });
      const args = { id: 'm1', network: 'bluesky', author: 'A', words: 'Bravo', saidMs: 1 };
      expect(one({ ...message, args }, { by: 'engine:audience' })).toMatchObject({ kind: 'applied', rev: 2 });
      expect(one({ ...message, args }, { by: 'engine:audience' })).toMatchObject({ kind: 'applied', rev: 2 });
      expect(bench.ledger.rev(SHOW)).toBe(2);
    },
  );

  test(title('LE6 a phone uses UUIDv7 ids only; under an engine’s id it is refused, and that id stays free'), () => {
    const { bench, make, one } = begin();
    const taken = make.mutation('show.hold', { kind: 'person', reason: 'x' }, 'seen/m1');
    expect(one(taken, NAIMA)).toMatchObject({ kind: 'refused', refusal: { code: 'bad-shape' } });
    // Not even what an engine was answered under that id.
    expect(one(make.create(), NAIMA)).toMatchObject({ kind: 'refused', refusal: { code: 'bad-shape' } });
    const args = { id: 'm1', network: 'bluesky', author: 'A', words: 'Bravo', saidMs: 1 };
    const seenOne = make.mutation('message.see', args, 'seen/m1');
    expect(one(seenOne, { by: 'engine:audience' }).kind).toBe('applied');
    expect(bench.ledger.rows(SHOW)?.get('show', SHOW)?.held).toBeUndefined();
  });

  test(title('LE7 an unknown show, a stranger and a bad shape are each refused by name'), () => {
    const { bench, make, one } = begin();
    const elsewhere = { ...make.post('p1'), show: 'elsewhere' };
    expect(one(elsewhere, LOANE)).toMatchObject({ kind: 'refused', refusal: { code: 'unknown-show' } });
    expect(one(make.post('p1'), { by: () => undefined })).toMatchObject({ refusal: { code: 'not-allowed' } });
    expect(one(make.mutation('post.submit', { nothing: 1 }), LOANE)).toMatchObject({ refusal: { code: 'bad-shape' } });
    expect(one(make.mutation('post.dance', {}), LOANE)).toMatchObject({ refusal: { code: 'bad-shape' } });
    expect(bench.ledger.rev(SHOW)).toBe(1);
    expect(bench.ledger.rows('elsewhere')).toBeUndefined();
    expect(bench.ledger.load('elsewhere', 'phone-a')).toBeUndefined();
    expect(bench.ledger.since('elsewhere', null, 'phone-a')).toBeUndefined();
  });

  test(
    title(
      'LE8 where the storage cannot take it, all is answered later, nothing changes, and the same push passes after',
    ),
    () => {
      const { bench, make } = begin();
      const push = [make.post('p1'), ...Array.from({ length: 20 }, () => make.write('p1', 'é'.repeat(9_000)))];
      const before = seen(bench);
      const heard: Commit[] = [];
      bench.ledger.onCommit((commit) => heard.push(commit));
      bench.fill(true);
      const answers = bench.ledger.push(push, LOANE);
      expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['later']));
      expect(answers.map(({ id }) => id)).toEqual(push.map(({ id }) => id));
      expect(bench.ledger.failure?.code).toBe('full');
      expect(seen(bench)).toEqual(before);
      expect(heard).toEqual([]);
      bench.fill(false);
      const after = bench.ledger.push(push, LOANE);
      expect(new Set(after.map(({ kind }) => kind))).toEqual(new Set(['applied']));
      expect(bench.ledger.failure).toBeUndefined();
      expect(heard).toHaveLength(1);
      bench.restart();
      expect(bench.ledger.rev(SHOW)).toBe(1 + push.length);
    },
  );

  test(title('LE9 time never falls, not over a restart either'), () => {
    const { bench, make, one } = begin();
    bench.nowMs += 60_000;
    one(make.post('p1'), LOANE);
    const last = bench.nowMs;
    bench.nowMs -= 3_600_000;
    one(make.post('p2'), LOANE);
    bench.restart();
    one(make.post('p3'), LOANE);
    const times = ['p1', 'p2', 'p3'].map((id) => bench.ledger.rows(SHOW)?.get('post', id)?.atMs);
    expect(times).toEqual([last, last, last]);
  });

  test(title('LE10 a patch holds each row changed since the cursor once, and this device’s ids, no other’s'), () => {
    const { bench, make, cursor } = begin();
    const mine = [make.post('p1', 'Un'), make.submit('p1')];
    bench.ledger.push(mine, LOANE);
    const from = cursor();
    const later = [make.submit('p1'), make.write('p1', 'Deux')];
    bench.ledger.push([make.post('p2')], NAIMA);
    bench.ledger.push(later, LOANE);
    const patch = bench.ledger.since(SHOW, from, 'phone-b') as Patch;
    expect(patch).toMatchObject({ show: SHOW, epoch: bench.ledger.epoch, from: 3, to: 6 });
    expect(patch.settled).toEqual(later.map(({ id }) => id));
    expect(patch.rows.map(({ row, id }) => `${row} ${id}`).sort()).toEqual(['post p2', `text ${later[1]?.id}`]);
    expect(bench.ledger.since(SHOW, cursorOf(patch), 'phone-b')).toMatchObject({
      from: 6,
      to: 6,
      rows: [],
      settled: [],
    });
    bench.restart();
    expect(bench.ledger.since(SHOW, from, 'phone-b')).toEqual(patch);
  });

  test(title('LE11 nothing yet, another epoch, or more than 500 rows behind: the whole is to be loaded'), () => {
    const { bench, make, cursor } = begin();
    const from = cursor();
    expect(bench.ledger.since(SHOW, null, 'phone-a')).toBe('load');
    bench.ledger.push(
      Array.from({ length: 500 }, (_, n) => make.post(`p${n}`)),
      LOANE,
    );
    expect((bench.ledger.since(SHOW, from, 'phone-a') as Patch).rows).toHaveLength(500);
    bench.ledger.push([make.post('p500')], LOANE);
    expect(bench.ledger.since(SHOW, from, 'phone-a')).toBe('load');
    expect(bench.ledger.epoch).toBe(from.epoch);
    const ahead = { ...cursor(), rev: 10_000 };
    bench.ledger.since(SHOW, ahead, 'phone-b');
    const renewed = bench.ledger.epoch;
    expect(bench.ledger.since(SHOW, from, 'phone-a')).toBe('load');
    expect(bench.ledger.epoch).toBe(renewed);
  });

  test(title('LE52 a cursor of an epoch that this ledger never went through renews the epoch, once'), () => {
    const { bench, cursor } = begin();
    const lost = { ...cursor(), epoch: 'lost-by-a-rollback' };
    const first = bench.ledger.epoch;
    expect(bench.ledger.since(SHOW, lost, 'phone-a')).toBe('load');
    const second = bench.ledger.epoch;
    expect(second).not.toBe(first);
    expect(bench.ledger.rows(SHOW)?.get('show', SHOW)?.held).toMatchObject({ kind: 'epoch' });
    bench.restart();
    expect(bench.ledger.since(SHOW, lost, 'phone-b')).toBe('load');
    expect(bench.ledger.since(SHOW, { ...lost, epoch: first }, 'phone-c')).toBe('load');
    expect(bench.ledger.epoch).toBe(second);
  });

  test(title('LE12 a load is a patch from 0: every row, and all this device had applied in 90 days'), () => {
    const { bench, make, one } = begin();
    const old = make.post('p1');
    one(old, LOANE);
    bench.nowMs += 91 * DAY_MS;
    const recent = make.post('p2');
    one(recent, LOANE);
    one(make.post('p3'), NAIMA);
    const load = bench.ledger.load(SHOW, 'phone-b');
    expect(load).toMatchObject({ from: 0, to: 4, settled: [recent.id] });
    expect(load?.rows.map(({ id }) => id).sort()).toEqual([
      'finale',
      'loane',
      'naima',
      'p1',
      'p2',
      'p3',
      'scene',
      'wall',
    ]);
  });

  test(title('LE13 a cursor that this history does not have renews the epoch and holds every show'), () => {
    const { bench, make, one, cursor } = begin();
    const other = mutationsOf(
      () => bench.ledger,
      'other',
      () => bench.nowMs,
    );
    one(other.create());
    const rollBack = bench.snapshot();
    one(make.post('p1'), LOANE);
    const ahead = cursor();
    rollBack();

    const first = bench.ledger.epoch;
    const epochs: string[] = [];
    bench.ledger.onEpoch((epoch) => epochs.push(epoch));
    // It names a rev that this ledger has not reached.
    expect(bench.ledger.since(SHOW, ahead, 'phone-b')).toBe('load');
    const second = bench.ledger.epoch;
    expect(second).not.toBe(first);
    expect(bench.ledger.renewedMs).toBe(bench.nowMs);
    for (const show of [SHOW, 'other']) {
      expect(bench.ledger.rows(show)?.get('show', show)?.held).toMatchObject({ kind: 'epoch', by: 'engine:ledger' });
      expect(bench.ledger.history(show)[0]?.mutation).toMatchObject({ id: `epoch/${second}`, name: 'show.hold' });
    }

    // The same rev, reached another way: only the tip tells.
    const now = cursor();
    const rollBackAgain = bench.snapshot();
    one(make.post('p2'), LOANE);
    const lost = cursor();
    rollBackAgain();
    one(make.post('p3'), LOANE);
    expect(lost.rev).toBe(cursor().rev);
    expect(bench.ledger.since(SHOW, now, 'phone-a')).toMatchObject({ from: now.rev });
    expect(bench.ledger.epoch).toBe(second);
    expect(bench.ledger.since(SHOW, lost, 'phone-b')).toBe('load');
    expect(bench.ledger.epoch).not.toBe(second);
    bench.restart();
    expect(bench.ledger.renewedMs).toBe(bench.nowMs);
    expect(epochs).toEqual([second]);
  });

  test(title('LE14 a show that a phone knows and this history does not is a fork too'), () => {
    const { bench } = begin();
    const first = bench.ledger.epoch;
    expect(bench.ledger.since('lost', { epoch: first, rev: 9, tip: 'mark' }, 'phone-b')).toBeUndefined();
    expect(bench.ledger.epoch).not.toBe(first);
  });

  test(title('LE15 an epoch that cannot be written is not renewed: the phone is asked to come back'), () => {
    const { bench, one, cursor } = begin();
    // Enough to hold that it does not fit into what the storage already has.
    for (let n = 0; n < 50; n += 1)
      one(
        mutationsOf(
          () => bench.ledger,
          `show-${n}`,
          () => bench.nowMs,
        ).create(),
      );
    const first = bench.ledger.epoch;
    const forked = { ...cursor(), tip: 'another' };
    bench.fill(true);
    expect(bench.ledger.since(SHOW, forked, 'phone-b')).toBe('later');
    expect(bench.ledger.epoch).toBe(first);
    bench.fill(false);
    expect(bench.ledger.since(SHOW, forked, 'phone-b')).toBe('load');
    expect(bench.ledger.epoch).not.toBe(first);
  });

  test(title('LE16 a backup is opened as a new epoch, held, once; what it held is all there'), async () => {
    const { bench, make, one } = begin();
    const kept = make.post('p1', 'Gardé');
    one(kept, LOANE);
    const first = bench.ledger.epoch;
    const openBackup = await bench.backUp();
    one(make.post('p2'), LOANE);
    openBackup();
    const second = bench.ledger.epoch;
    expect(second).not.toBe(first);
    expect(bench.ledger.rows(SHOW)?.get('show', SHOW)?.held).toMatchObject({ kind: 'epoch' });
    expect(bench.ledger.rows(SHOW)?.get('post', 'p2')).toBeUndefined();
    expect(bench.ledger.load(SHOW, 'phone-b')?.settled).toEqual([kept.id]);
    expect(one(kept, LOANE)).toMatchObject({ kind: 'applied', rev: 2 });
    bench.restart();
    expect(bench.ledger.epoch).toBe(second);
  });

  test(
    title('LE17 for two minutes of a new epoch, what names a missing row waits, and all behind it; then it is refused'),
    async () => {
      const { bench, make, one } = begin();
      const openBackup = await bench.backUp();
      openBackup();
      const lost = make.post('p1');
      const orphan = make.submit('p1');
      const behind = make.post('p2');
      const push = [make.post('p0'), orphan, behind];
      expect(bench.ledger.push(push, LOANE).map(({ kind }) => kind)).toEqual(['applied', 'later', 'later']);
      expect(bench.ledger.rows(SHOW)?.get('post', 'p2')).toBeUndefined();
      bench.nowMs += 60_000;
      bench.restart();
      expect(one(orphan, LOANE).kind).toBe('later');
      expect(one(make.post('p9'), { by: 'hired-since', device: 'phone-c' }).kind).toBe('later');
      expect(one({ ...make.post('p9'), show: 'lost' }, LOANE).kind).toBe('later');
      // The phone that had it comes back.
      one(lost, NAIMA);
      expect(bench.ledger.push([orphan, behind], LOANE).map(({ kind }) => kind)).toEqual(['applied', 'applied']);
      bench.nowMs += 60_000;
      const tooLate = make.submit('p8');
      expect(one(tooLate, LOANE)).toMatchObject({ kind: 'refused', refusal: { code: 'unknown-row' } });
    },
  );

  test(title('LE18 erasing empties rows, history, refusals and the storage’s own bytes'), () => {
    const { bench, make, one } = begin();
    one(make.post('p1', 'SECRET-UN'), LOANE);
    const text = make.write('p1', 'SECRET-DEUX');
    one(text, LOANE);
    const edit = { title: { to: 'SECRET-TITRE' } };
    one(make.mutation('post.edit', { post: 'p1', change: edit }), LOANE);
    const quoting = { title: { from: 'SECRET-AUTRE', to: 'x' } };
    const refused = make.mutation('post.edit', { post: 'p1', change: quoting });
    expect(one(refused, LOANE)).toMatchObject({ refusal: { code: 'changed', detail: { now: 'SECRET-TITRE' } } });
    one(make.post('p2', 'GARDE'), LOANE);
    expect(bench.bytes()).toContain('SECRET');
    expect(one(make.mutation('row.erase', { row: 'post', id: 'p1' }), NAIMA).kind).toBe('applied');
    expect(bench.ledger.rows(SHOW)?.get('text', text.id)).toMatchObject({ words: '', erased: true });
    const [erasing, , wrote] = bench.ledger.history(SHOW);
    expect(erasing).toMatchObject({ mutation: { name: 'row.erase' }, by: 'naima', erased: false });
    expect(wrote).toMatchObject({ mutation: { name: 'post.edit', args: {} }, by: 'loane', erased: true });
    expect(one(refused, LOANE)).toEqual({
      id: refused.id,
      kind: 'refused',
      refusal: { code: 'changed', detail: { row: 'post', id: 'p1', field: 'title' } },
    });
    expect(bench.bytes()).not.toContain('SECRET');
    expect(bench.bytes()).toContain('GARDE');
  });

  test(title('LE19 a row erased in a show that was imported leaves the import’s record, and only it'), () => {
    const { bench, make, one } = begin();
    const named = make.mutation('person.edit', { person: 'p01', change: { name: { to: 'SECRET' } } });
    expect(one(named, NAIMA)).toMatchObject({ kind: 'applied' });
    const copy = mutationsOf(
      () => bench.ledger,
      'copy',
      () => bench.nowMs,
    );
    const rows = bench.ledger.load(SHOW, 'x')?.rows.map((row) => (row.row === 'show' ? { ...row, id: 'copy' } : row));
    expect(one({ ...copy.create(), args: { rows } })).toMatchObject({ kind: 'applied' });
    expect(one(copy.mutation('row.erase', { row: 'person', id: 'p01' }), NAIMA)).toMatchObject({ kind: 'applied' });
    const [, created] = bench.ledger.history('copy');
    const left = created?.mutation.args as { rows: { id: string }[] } | undefined;
    expect(left?.rows.map(({ id }) => id).sort()).toEqual(['copy', 'loane', 'naima', 'scene', 'wall']);
    expect(bench.ledger.rows(SHOW)?.get('person', 'p01')?.name).toBe('SECRET');
  });

  test(title('LE20 what was erased since a backup is erased again when that backup is opened'), async () => {
    const { bench, make, one } = begin();
    one(make.post('p1', 'SECRET'), LOANE);
    const openBackup = await bench.backUp();
    one(make.mutation('row.erase', { row: 'post', id: 'p1' }), NAIMA);
    expect(bench.erased.all()).toMatchObject([{ show: SHOW, row: 'post', id: 'p1' }]);
    openBackup();
    expect(bench.ledger.rows(SHOW)?.get('post', 'p1')).toMatchObject({ erased: true, by: 'engine:ledger' });
    expect(bench.bytes()).not.toContain('SECRET');
    bench.restart();
    expect(bench.ledger.history(SHOW).filter(({ mutation }) => mutation.name === 'row.erase')).toHaveLength(1);
  });

  test(title('PV6 a person erased since a backup leaves it whole when it is opened, and what named them'), async () => {
    const { bench, make, one } = begin();
    const secret = { name: { to: 'Maud SECRET' } };
    one(make.mutation('person.edit', { person: 'p01', change: secret }), NAIMA);
    one(make.post('p1', 'Bravo à maud secret !'), LOANE);
    one(make.post('p2', 'GARDE'), LOANE);
    const openBackup = await bench.backUp();
    one(make.mutation('row.erase', { row: 'person', id: 'p01' }), NAIMA);
    openBackup();
    expect(bench.ledger.rows(SHOW)?.get('post', 'p1')).toMatchObject({ erased: true, by: 'engine:ledger' });
    expect(bench.bytes()).not.toMatch(/secret/i);
    expect(bench.bytes()).toContain('GARDE');
  });

  const edit = (make: ReturnType<typeof begin>['make'], staff: string, change: object) =>
    make.mutation('staff.edit', { staff, change });
  const revoke = { revoked: { from: false, to: true } };

  test(
    title('PV30 what was taken from staff since a backup is taken again when it is opened, whoever administers there'),
    async () => {
      const { bench, make, one } = begin();
      const openBackup = await bench.backUp();
      const sidonie = { name: { to: 'Sidonie' }, hats: { to: ['administer'] } };
      const [all, less] = [['write', 'approve', 'conduct', 'moderate', 'administer'], ['write']];
      one(edit(make, 'loane', revoke), NAIMA);
      one(edit(make, 'sidonie', sidonie), NAIMA);
      expect(one(edit(make, 'naima', { hats: { from: all, to: less } }), { by: 'sidonie' }).kind).toBe('applied');
      openBackup();
      const { ledger } = bench;
      expect(ledger.rows(SHOW)?.get('staff', 'sidonie')).toBeUndefined();
      expect(ledger.rows(SHOW)?.get('staff', 'naima')).toMatchObject({ hats: less, by: 'engine:ledger' });
      expect(one(make.post('p1'), LOANE)).toMatchObject({ kind: 'refused', refusal: { code: 'revoked' } });
      bench.restart();
      expect(bench.ledger.history(SHOW).filter(({ mutation }) => mutation.name === 'staff.edit')).toHaveLength(2);
    },
  );

  test(title('PV31 what was given back since stays given, however often a backup of before is opened'), async () => {
    const { bench, make, one } = begin();
    const loane = () => bench.ledger.rows(SHOW)?.get('staff', 'loane');
    const openBackup = await bench.backUp();
    const steps = [edit(make, 'loane', revoke), edit(make, 'loane', { revoked: { from: true, to: false } })];
    bench.ledger.push(steps, NAIMA);
    openBackup();
    expect(loane()?.revoked).toBe(false);
    // Both steps come back, each from its own phone: the first is not where it ended.
    expect(one(steps[0], NAIMA).kind).toBe('applied');
    expect(one(steps[1], NAIMA).kind).toBe('applied');
    expect(loane()?.revoked).toBe(false);
    openBackup();
    expect(loane()?.revoked).toBe(false);
  });

  test(
    title('PV32 a phone that brings back a step of the lost history gives staff no more than its end did'),
    async () => {
      const { bench, make, one } = begin();
      const hats = (staff: string) => {
        const row = bench.ledger.rows(SHOW)?.get('staff', staff);
        return row && { hats: row.hats, revoked: row.revoked };
      };
      const openBackup = await bench.backUp();
      const [give, made] = [
        edit(make, 'loane', { hats: { from: ['write'], to: ['write', 'approve'] } }),
        edit(make, 'sidonie', { name: { to: 'Sidonie' }, hats: { to: ['administer'] } }),
      ];
      const take = edit(make, 'loane', { hats: { from: ['write', 'approve'], to: ['write'] } });
      bench.ledger.push([give, take, made, edit(make, 'sidonie', revoke)], NAIMA);
      openBackup();
      const heard: string[] = [];
      bench.ledger.onCommit(({ rows }) => heard.push(...rows.map(({ id, by }) => `${id} ${by}`)));
      expect(bench.ledger.push([give, made], NAIMA).map(({ kind }) => kind)).toEqual(['applied', 'applied']);
      expect([hats('loane'), hats('sidonie')]).toEqual([
        { hats: ['write'], revoked: false },
        { hats: ['administer'], revoked: true },
      ]);
      expect(heard).toEqual(['loane naima', 'sidonie naima', 'loane engine:ledger', 'sidonie engine:ledger']);
      // A person's word of today is another matter, and is remembered as what stands.
      one(edit(make, 'loane', { hats: { from: ['write'], to: ['write', 'approve'] } }), NAIMA);
      one(edit(make, 'sidonie', { revoked: { from: true, to: false } }), NAIMA);
      bench.restart();
      expect([hats('loane'), hats('sidonie')]).toEqual([
        { hats: ['write', 'approve'], revoked: false },
        { hats: ['administer'], revoked: false },
      ]);
    },
  );

  test(
    title('LE21 listeners hear each commit once, after it and before its answers, in order, even when one pushes'),
    () => {
      const { bench, make } = begin();
      const order: string[] = [];
      const stop = bench.ledger.onCommit(({ from, to, rows }) => {
        order.push(`first ${from}-${to}`);
        const posts = rows.filter(({ row }) => row === 'post').map(({ id }) => id);
        for (const post of posts) expect(bench.ledger.rows(SHOW)?.get('post', post)).toBeDefined();
        if (posts.includes('p1') && to === 2) bench.ledger.push([make.submit('p1')], LOANE);
      });
      bench.ledger.onCommit(() => {
        throw new Error('a bug of a listener');
      });
      const commits: Commit[] = [];
      bench.ledger.onCommit((commit) => {
        order.push(`second ${commit.from}-${commit.to}`);
        commits.push(commit);
      });
      const mutation = make.post('p1');
      expect(bench.ledger.push([mutation], LOANE)[0]?.kind).toBe('applied');
      order.push('answered');
      expect(order).toEqual(['first 1-2', 'second 1-2', 'first 2-3', 'second 2-3', 'answered']);
      expect(commits[0]?.settled).toEqual(new Map([['phone-b', [mutation.id]]]));
      expect(commits[0]).toMatchObject({ show: SHOW, epoch: bench.ledger.epoch });
      expect(commits[1]?.tip).not.toBe(commits[0]?.tip);
      stop();
      bench.ledger.push([mutation], LOANE);
      expect(order).toHaveLength(5);
    },
  );

  test(title('LE22 history tells who, on which device, what and when; newest first, or of one row'), () => {
    const { bench, make, one } = begin();
    const post = make.post('p1', 'Un');
    one(post, LOANE);
    bench.nowMs += 1_000;
    one(make.post('p2'), NAIMA);
    one(make.submit('p1'), LOANE);
    const history = bench.ledger.history(SHOW);
    expect(history.map(({ rev }) => rev)).toEqual([4, 3, 2, 1]);
    expect(history[2]).toEqual({
      rev: 2,
      mutation: post,
      by: 'loane',
      device: 'phone-b',
      atMs: bench.nowMs - 1_000,
      wrote: [
        { row: 'post', id: 'p1' },
        { row: 'text', id: post.id },
      ],
      erased: false,
    });
    expect(history[3]?.device).toBeUndefined();
    expect(bench.ledger.history(SHOW, { of: { row: 'post', id: 'p1' } }).map(({ rev }) => rev)).toEqual([4, 2]);
    expect(bench.ledger.history(SHOW, { beforeRev: 4, limit: 2 }).map(({ rev }) => rev)).toEqual([3, 2]);
  });

  test(title('LE23 a refusal is repeated for 90 days, then forgotten; what was applied never is'), () => {
    const { bench, make, one } = begin();
    const applied = make.post('p1');
    one(applied, LOANE);
    const refused = make.submit('p2');
    one(refused, LOANE);
    one(make.post('p2'), LOANE);
    bench.nowMs += 89 * DAY_MS;
    expect(one(refused, LOANE)).toMatchObject({ kind: 'refused' });
    bench.nowMs += 2 * DAY_MS;
    expect(one(refused, LOANE)).toMatchObject({ kind: 'applied' });
    expect(one(applied, LOANE)).toMatchObject({ kind: 'applied', rev: 2 });
  });

  test(title('LE24 the same engine id in two shows is two mutations'), () => {
    const { bench, make, one } = begin();
    const copy = mutationsOf(
      () => bench.ledger,
      'copy',
      () => bench.nowMs,
    );
    one(copy.create());
    const args = { id: 'm1', network: 'bluesky', author: 'A', words: 'Bravo', saidMs: 1 };
    for (const of of [make, copy]) one(of.mutation('message.see', args, 'seen/m1'), { by: 'engine:audience' });
    expect(bench.ledger.rows(SHOW)?.get('message', 'm1')).toBeDefined();
    expect(bench.ledger.rows('copy')?.get('message', 'm1')).toBeDefined();
    expect(bench.ledger.shows()).toMatchObject([
      { id: 'copy', rev: 2, name: 'Finale', rehearsal: false },
      { id: SHOW, rev: 2 },
    ]);
  });

  test(title('LE25 a push over several shows is one transaction, told show by show; who is asked once a show'), () => {
    const { bench, make, one } = begin();
    const copy = mutationsOf(
      () => bench.ledger,
      'copy',
      () => bench.nowMs,
    );
    one(copy.create());
    const heard: string[] = [];
    bench.ledger.onCommit(({ show, from, to }) => heard.push(`${show} ${from}-${to}`));
    const asked: string[] = [];
    const by = (show: string) => {
      asked.push(show);
      return show === 'copy' ? 'naima' : 'loane';
    };
    bench.ledger.push([make.post('p1'), copy.post('p1'), make.submit('p1')], { by, device: 'phone-a' });
    expect(heard).toEqual([`${SHOW} 1-3`, 'copy 1-2']);
    expect(asked).toEqual([SHOW, 'copy']);
    expect(bench.ledger.rows('copy')?.get('post', 'p1')?.by).toBe('naima');
  });

  test(title('LE26 closed, it answers later to everything'), () => {
    const { bench, make, one } = begin();
    bench.ledger.close();
    expect(one(make.post('p1'), LOANE).kind).toBe('later');
    expect(bench.ledger.rev(SHOW)).toBe(1);
  });

  test(title('LE27 memory, storage and wire hold the same row: what is absent is absent in each'), () => {
    const { bench, make, one } = begin();
    one(make.post('p1'), LOANE);
    one(make.mutation('post.hold', { post: 'p1', reason: 'attends' }, phoneId()), LOANE);
    const held = bench.ledger.rows(SHOW)?.get('post', 'p1')?.held;
    one(make.mutation('post.release', { post: 'p1', saw: held?.atMs }), NAIMA);
    const inMemory = bench.ledger.rows(SHOW)?.get('post', 'p1');
    expect(Object.keys(inMemory ?? {})).not.toContain('held');
    bench.restart();
    expect(bench.ledger.rows(SHOW)?.get('post', 'p1')).toStrictEqual(inMemory);
  });
}

function cursorOf(patch: Patch | undefined): Cursor {
  if (!patch) throw new Error('no such show');
  return { epoch: patch.epoch, rev: patch.to, tip: patch.tip };
}
