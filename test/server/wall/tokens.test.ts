import { expect, test } from 'vitest';
import { wallTokens } from '../../../server/wall/tokens.ts';

const tokens = wallTokens(new Uint8Array(32).fill(7));

test('WA20 a token opens the wall of its show, on every start with the same key', () => {
  const token = tokens.tokenOf('mt180-2027');
  expect(token).toMatch(/^mt180-2027\.[A-Za-z0-9_-]{22}$/);
  expect(wallTokens(new Uint8Array(32).fill(7)).showOf(token)).toBe('mt180-2027');
});

test('WA20 any other opens none: altered, of another show, of another key, of another shape', () => {
  const token = tokens.tokenOf('finale');
  const altered = token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.at(-1);
  const others = [
    altered,
    token.replace('finale', 'forum'),
    'finale',
    '',
    `${token}x`,
    `${token}\n`,
    undefined,
    null,
    7,
    {},
  ];
  for (const other of others) expect(tokens.showOf(other)).toBeUndefined();
  expect(wallTokens(new Uint8Array(32)).showOf(token)).toBeUndefined();
});
