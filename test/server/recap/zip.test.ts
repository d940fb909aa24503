import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Sending } from '../../../server/recap/page-stream.ts';
import { zipOf } from '../../../server/recap/zip.ts';
import { MADE } from './recap-of-evening.ts';

async function sent(sending: Sending): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of sending.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const entry = (name: string, bytes: Uint8Array) => ({ name, bytes: bytes.length, read: async () => bytes });

describe('archive', () => {
  test('RE50 what goes in comes out, and its length was known before', async () => {
    const files = {
      'recap/recap.md': new TextEncoder().encode('# Récapitulatif\n'),
      'recap/photos/001-a.jpg': Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) % 251),
      'recap/empty.txt': new Uint8Array(),
    };
    const sending = zipOf(
      Object.entries(files).map(([name, bytes]) => entry(name, bytes)),
      MADE,
    );
    const archive = await sent(sending);
    expect(archive.length).toBe(sending.bytes);
    const back = unzipSync(archive);
    expect(Object.keys(back)).toEqual(Object.keys(files));
    for (const [name, bytes] of Object.entries(files)) expect(Buffer.from(back[name] ?? []).equals(bytes)).toBe(true);
  });

  test('RE50 an empty archive is one too', async () => {
    const sending = zipOf([], MADE);
    expect((await sent(sending)).length).toBe(sending.bytes);
  });

  test('RE51 one entry is read at a time, when its turn comes', async () => {
    const log: string[] = [];
    const lazy = (name: string) => ({
      name,
      bytes: 3,
      read: async () => {
        log.push(`read ${name}`);
        return new Uint8Array(3);
      },
    });
    for await (const _ of zipOf([lazy('a'), lazy('b')], MADE).chunks()) log.push('sent');
    expect(log.indexOf('read b')).toBeGreaterThan(log.indexOf('sent'));
    await expect(
      sent(zipOf([{ name: 'gone', bytes: 1, read: () => Promise.reject(new Error('gone')) }], MADE)),
    ).rejects.toThrow('gone');
  });
});
