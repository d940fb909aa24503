import * as v from 'valibot';
import { expect, test } from 'vitest';
import { showId } from '../../../client/staff/shows/make-show.ts';
import { codeTyped, deviceKind, isIosBrowser, tokenIn } from '../../../client/staff/sign-in/given.ts';
import { newShowSchema } from '../../../shared/access.ts';

test('a link to join carries its token behind the hash, and nothing else is one', () => {
  const token = 'Srx4P7qOkqopFn43SoLt1bCF2RAkkwSbBfTe69p0jLU';
  expect(tokenIn(`#join=${token}`)).toBe(token);
  for (const hash of ['', '#join=', '#main', `#join=${token}&x=1`]) expect(tokenIn(hash)).toBe(undefined);
});

test('a code is read however it is typed', () => {
  expect(codeTyped(' abcd-efgh ')).toBe('ABCDEFGH');
});

test('a device is named after what it is', () => {
  expect(deviceKind('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)', 390)).toBe('phone');
  expect(deviceKind('Mozilla/5.0 (Linux; Android 15; Tablet)', 800)).toBe('tablet');
  expect(deviceKind('Mozilla/5.0 (Linux; Android 15; Pixel 9) Mobile', 412)).toBe('phone');
  expect(deviceKind('Mozilla/5.0 (X11; Linux x86_64)', 1440)).toBe('computer');
});

test('only a browser of iOS, not the installed app, is told of the code', () => {
  expect(isIosBrowser({ userAgent: 'iPhone', standalone: false })).toBe(true);
  expect(isIosBrowser({ userAgent: 'iPhone', standalone: true })).toBe(false);
  expect(isIosBrowser({ userAgent: 'Android' })).toBe(false);
});

test('the id of a new show is one that the server takes, whatever its name', () => {
  for (const name of ['Finale – Œuvre n° 1 !', '日本', '-', 'x'.repeat(300)]) {
    const id = showId(name, new Uint8Array([0, 255, 36, 7]));
    expect(v.safeParse(newShowSchema.entries.id, id).success).toBe(true);
  }
});
