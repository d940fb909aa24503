import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { sampleRows } from '../../server/import/sample.ts';
import { sampleSchema } from '../../server/import/sample-format.ts';
import { definitions, parseMutation } from '../../shared/apply/apply.ts';
import {
  answerSchema,
  clockSchema,
  cursorSchema,
  helloSchema,
  mutationSchema,
  PROTOCOL,
  patchSchema,
  photoPieceSchema,
  pullSchema,
  pushSchema,
} from '../../shared/protocol.ts';
import { rowId } from '../../shared/rows/base.ts';
import { rowSchema } from '../../shared/rows/row.ts';
import { frozen } from '../fixtures/frozen-protocols.ts';

describe('the wire', () => {
  test('RO1 a row, a mutation or a packet that changes shape raises the protocol number', () => {
    const mutations = Object.fromEntries(Object.entries(definitions).map(([name, { args }]) => [name, args]));
    const packets = {
      answerSchema,
      clockSchema,
      cursorSchema,
      helloSchema,
      mutationSchema,
      patchSchema,
      photoPieceSchema,
      pullSchema,
      pushSchema,
    };
    const now = createHash('sha256').update(shapeOf({ rowSchema, mutations, packets })).digest('hex');
    // Changed on purpose? Raise PROTOCOL, and freeze the new shape under the new number; never change a number’s own.
    expect({ [PROTOCOL]: now }).toEqual({ [PROTOCOL]: frozen[PROTOCOL] });
  });

  test('RO2 every row of both sample shows has its shape', () => {
    for (const name of ['mt180-final', 'open-forum']) {
      const file = join(import.meta.dirname, `../fixtures/${name}.json`);
      const sample = v.parse(sampleSchema, JSON.parse(readFileSync(file, 'utf8')));
      const nowMs = Date.UTC(2027, 3, 1);
      const rows = sampleRows(sample, {
        show: 'sample',
        anchor: 'ouverture',
        anchorMs: nowMs,
        nowMs,
        epoch: 'first',
        publish: () => ({ id: 'remote' }),
      });
      const flaws = rows.flatMap(
        (row) => v.safeParse(rowSchema, row).issues?.map((issue) => `${row.id}: ${issue.message}`) ?? [],
      );
      expect(flaws).toEqual([]);
      expect(rows.length).toBeGreaterThan(100);
    }
  });

  test('RO3 a given id is short and plain, a derived one joins such parts with a colon', () => {
    for (const id of ['p1', 'a_b-C', 'post:channel', 'a:b:c:d']) expect(v.is(rowId, id), id).toBe(true);
    for (const id of ['', 'é', 'a b', '../x', 'a/b', ':', 'a:', 'x'.repeat(65), 'a:b:c:d:e'])
      expect(v.is(rowId, id), id).toBe(false);
  });

  test('RO4 what is no mutation is not read as one: an unknown name, an argument too many, one missing', () => {
    const given = { id: 'x', show: 's', name: 'post.submit', args: { post: 'p' }, madeAtMs: 1, epoch: 'e' };
    expect(parseMutation(given)).toEqual(given);
    for (const wrong of [
      { ...given, name: 'post.explode' },
      { ...given, name: 'toString' },
      { ...given, args: { post: 'p', also: 1 } },
      { ...given, args: {} },
      { ...given, madeAtMs: -1 },
      { ...given, extra: true },
      null,
      'post.submit',
    ]) {
      expect(parseMutation(wrong)).toBeUndefined();
    }
  });
});

/** A schema as text: everything that decides what it takes, nothing that only words its refusals. */
function shapeOf(schema: unknown): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (value instanceof RegExp) return String(value);
    if (typeof value === 'function') return key === 'requirement' ? 'checked' : undefined;
    return ['expects', 'message', 'async', 'reference', '~standard'].includes(key) ? undefined : value;
  });
}
