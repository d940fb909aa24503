import { expect, test } from 'vitest';
import { en } from '../../../client/staff/settings/connection.en.ts';
import { fr } from '../../../client/staff/settings/connection.fr.ts';
import { notEnded, whyNot } from '../../../client/staff/settings/sign-in-ended.ts';
import { reasonWith } from '../../../shared/network-reason.ts';

const of = { show: 'final', channel: 'x', network: 'x' } as const;

test('CH165 each end of a sign-in is told in words of its own, in both languages, and a no names its network', () => {
  const ends = [
    whyNot(of),
    whyNot({ ...of, network: 'mastodon' }),
    ...(['expired', 'used', 'unknown'] as const).map(notEnded),
    ...(['application', 'token', 'not-permitted', 'refused', 'down'] as const).map((code) =>
      whyNot({ ...of, check: { ok: false, reason: reasonWith(code) } }),
    ),
  ];
  expect(new Set(ends).size).toBe(ends.length);
  expect(ends[0]).toContain('X');
  for (const { back } of [fr, en]) {
    const told = [back.denied.x, back.denied.mastodon, back.expired, back.used, back.unknown, back.signedOut];
    expect(new Set(told).size).toBe(told.length);
  }
  expect(whyNot({ ...of, check: { ok: false, reason: reasonWith('refused', 'invalid_scope') } })).toMatch(
    / invalid_scope$/,
  );
});
