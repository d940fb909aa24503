import { expect, test } from 'vitest';
import { addressOf, pathTo, SCREENS } from '../../../client/staff/shell/address.ts';

test('every screen has a path that leads back to it', () => {
  for (const screen of SCREENS) {
    expect(addressOf(pathTo('finale', screen))).toEqual({ at: 'show', show: 'finale', screen });
    expect(addressOf(pathTo('fin ale/é', screen, 'p 1'))).toEqual({ at: 'show', show: 'fin ale/é', screen, id: 'p 1' });
  }
});

test('a show alone is Direct', () => {
  expect(addressOf('/s/finale')).toEqual({ at: 'show', show: 'finale', screen: 'direct' });
});

test('what is no address of ours leads nowhere', () => {
  for (const path of ['/s', '/s/finale/nothing', '/shows/finale', '/s/a/direct/b/c', '/x']) {
    expect(addressOf(path)).toEqual({ at: 'nowhere' });
  }
  expect(addressOf('/')).toEqual({ at: 'shows' });
  expect(addressOf('/join')).toEqual({ at: 'join' });
  expect(addressOf('/accessibility')).toEqual({ at: 'accessibility' });
});
