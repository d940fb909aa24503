import { expect, test } from 'vitest';
import { download, fileNameOf } from '../../../client/staff/recap/download.ts';

const BODY = ['Ma thèse ', 'en 180 ', 'secondes'].map((part) => new TextEncoder().encode(part));
const LENGTH = BODY.reduce((sum, { byteLength }) => sum + byteLength, 0);

function answering(headers: Record<string, string>, status = 200, pieces = BODY): typeof fetch {
  return async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(piece);
          controller.close();
        },
      }),
      { status, headers },
    );
}
const get = (
  fetch: typeof globalThis.fetch,
  onShare: (share: number) => void = () => undefined,
  aborting = new AbortController(),
) => download('/shows/finale/recap.md', { fetch, onShare, signal: aborting.signal });

test('SR10 a download says how far it is, and comes as a file with the server’s name', async () => {
  const shares: number[] = [];
  const fetch = answering({
    'Content-Length': String(LENGTH),
    'Content-Disposition': 'attachment; filename="mt180-2027-06-10.md"',
    'Content-Type': 'text/markdown',
  });
  const got = await get(fetch, (share) => shares.push(share));
  if (!got.ok) throw new Error(got.code);
  expect([got.file.name, got.file.type, await got.file.text()]).toEqual([
    'mt180-2027-06-10.md',
    'text/markdown',
    'Ma thèse en 180 secondes',
  ]);
  expect(shares).toEqual([10 / LENGTH, 17 / LENGTH, 1]);
});

test('SR11 a file shorter than announced is a failure, never a file', async () => {
  expect(await get(answering({ 'Content-Length': String(LENGTH + 1) }))).toEqual({ ok: false, code: 'cut' });
});

test('SR12 a refusal keeps its code; no network and a person who stops are told apart', async () => {
  const refusal = new TextEncoder().encode('{"ok":false,"code":"no-session"}');
  expect(await get(answering({}, 401, [refusal]))).toEqual({ ok: false, code: 'no-session' });
  const fails: typeof fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await get(fails)).toEqual({ ok: false, code: 'offline' });
  const aborting = new AbortController();
  aborting.abort();
  expect(await get(fails, undefined, aborting)).toEqual({ ok: false, code: 'stopped' });
});

test('SR13 a file’s name is a name, never a path', () => {
  expect(fileNameOf('attachment; filename="../../mt180.zip"')).toBe('mt180.zip');
  expect([fileNameOf(null), fileNameOf('inline')]).toEqual([undefined, undefined]);
});
