import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { limitsOf } from '../../../shared/networks.ts';
import { NETWORKS } from '../../../shared/rows/channel.ts';
import { lengthOn, measure } from '../../../shared/text/length.ts';

/** Made with twitter-text 3.1.0, `parseTweet(words).weightedLength`. */
const weights: Record<string, number> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/x-weights.json'), 'utf8'),
);
const FAMILY = '👨‍👩‍👧‍👦';

describe('length', () => {
  test('TX20 X weighs words as twitter-text does', () => {
    expect(Object.keys(weights).length).toBeGreaterThan(100);
    const ours = Object.fromEntries(Object.keys(weights).map((words) => [words, lengthOn('x', words)]));
    expect(ours).toEqual(weights);
  });

  test('TX20 X takes 280 and no more', () => {
    expect(measure('x', 'é'.repeat(280))).toEqual({ length: 280, limit: 280, unit: 'weighted', over: false });
    expect(measure('x', 'é'.repeat(281)).over).toBe(true);
    expect(measure('x', `${'a'.repeat(256)} https://cnrs.fr/${'x'.repeat(300)}`)).toMatchObject({
      length: 280,
      over: false,
    });
    expect(measure('x', '\u202F'.repeat(141)).length).toBe(282);
  });

  test('TX21 Bluesky takes 300 graphemes, links as typed, and at most 3000 bytes', () => {
    expect(measure('bluesky', FAMILY.repeat(100))).toEqual({
      length: 100,
      limit: 300,
      unit: 'grapheme',
      over: false,
      bytes: 2500,
    });
    expect(measure('bluesky', `https://cnrs.fr/${'x'.repeat(284)}`)).toMatchObject({ length: 300, over: false });
    expect(measure('bluesky', 'é'.repeat(301))).toMatchObject({ length: 301, limit: 300, over: true, bytes: 602 });
  });

  test('TX21 what is told over its limit is what is over: bytes, when graphemes are not', () => {
    expect(measure('bluesky', FAMILY.repeat(121))).toEqual({
      length: 3025,
      limit: 3000,
      unit: 'byte',
      over: true,
      bytes: 3025,
    });
  });

  test('TX22 Mastodon takes 500 graphemes, an URL counting 23 and a full address its local part', () => {
    expect(lengthOn('mastodon', `https://mt180.paris/${'x'.repeat(100)}`)).toBe(23);
    expect(lengthOn('mastodon', 'mt180.paris')).toBe(11);
    expect(lengthOn('mastodon', 'Avec @unistra@social.example, bravo')).toBe('Avec @unistra, bravo'.length);
    expect(lengthOn('mastodon', FAMILY)).toBe(1);
    expect(measure('mastodon', 'é'.repeat(500)).over).toBe(false);
    expect(measure('mastodon', 'é'.repeat(501))).toMatchObject({ length: 501, limit: 500, over: true });
  });

  test('TX23 Threads counts an emoji for its bytes; the wall counts graphemes; the others UTF-16 units', () => {
    expect(lengthOn('threads', 'é👍')).toBe(5);
    expect(measure('threads', '👍'.repeat(126)).over).toBe(true);
    expect(measure('wall', FAMILY.repeat(300)).over).toBe(false);
    expect(measure('wall', FAMILY.repeat(301)).over).toBe(true);
    expect(measure('linkedin', 'a'.repeat(3001)).over).toBe(true);
    expect(measure('instagram', 'a'.repeat(2201)).over).toBe(true);
    expect(measure('facebook', 'a'.repeat(63_206)).over).toBe(false);
  });

  test('TX24 nothing is as long as nothing, on every network', () => {
    for (const network of NETWORKS) {
      expect(measure(network, '')).toMatchObject({ length: 0, over: false });
      expect(limitsOf(network).photos).toBeGreaterThan(0);
    }
    expect(limitsOf('instagram').photosMin).toBe(1);
  });
});
