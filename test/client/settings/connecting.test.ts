import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  bodyOf,
  CHOICES,
  fieldAtFault,
  fieldNamed,
  giverOf,
  isAppPassword,
  isServed,
  type Typed,
} from '../../../client/staff/settings/connecting.ts';
import { connectionState } from '../../../client/staff/settings/connection-state.ts';
import {
  type ConnectionReply,
  newConnectionSchema,
  SERVED_NETWORKS,
  type ServedNetwork,
} from '../../../shared/connection.ts';
import { reasonWith } from '../../../shared/network-reason.ts';
import { NETWORKS } from '../../../shared/rows/channel.ts';
import { Stage } from '../../shared/stage.ts';

const TYPED: Readonly<Record<ServedNetwork, Typed>> = {
  bluesky: { identifier: ' @mt180.example ', password: 'abcd-efgh-ijkl-mnop', service: '' },
  mastodon: { server: 'social.example', token: 'a-token' },
  x: { accessToken: 'an-access-token', refreshToken: ' ', clientId: 'app' },
};

test('SR50 what is asked for connects each network, and nothing is sent while something needed is missing', () => {
  for (const network of SERVED_NETWORKS) {
    const choice = CHOICES[network]?.values[0] ?? '';
    const body = bodyOf(network, TYPED[network], choice);
    expect(v.safeParse(newConnectionSchema, body).issues, network).toBeUndefined();
    const [first] = Object.keys(TYPED[network]);
    expect(bodyOf(network, { ...TYPED[network], [String(first)]: ' ' }, choice), network).toBeUndefined();
  }
  expect(bodyOf('x', TYPED.x, 'numbered')).toEqual({
    network: 'x',
    accessToken: 'an-access-token',
    clientId: 'app',
    threads: 'numbered',
  });
  expect(NETWORKS.filter(isServed)).toEqual([...SERVED_NETWORKS]);
});

test('SR51 what is wrong is shown at the field to mend: the address, the secret, or none', () => {
  expect(fieldAtFault('mastodon', 'wrong-host')).toBe('server');
  expect(fieldAtFault('mastodon', 'private-address')).toBe('server');
  expect(fieldAtFault('bluesky', 'redirected')).toBe('service');
  expect(fieldAtFault('bluesky', 'token')).toBe('password');
  expect(fieldAtFault('mastodon', 'not-permitted')).toBe('token');
  expect(fieldAtFault('x', 'token')).toBe('accessToken');
  expect([fieldAtFault('x', 'unreachable'), fieldAtFault('mastodon', 'suspended')]).toEqual([undefined, undefined]);
  const read = v.safeParse(newConnectionSchema, bodyOf('mastodon', { server: 'pas un serveur', token: 't' }, 'public'));
  expect(fieldNamed('mastodon', read.issues?.[0] && (v.getDotPath(read.issues[0]) ?? undefined))).toBe('server');
  expect(fieldNamed('x', 'server')).toBeUndefined();
});

test('SR52 what is no app password is told before it is sent', () => {
  expect(isAppPassword(' abcd-efgh-2jkl-mnop ')).toBe(true);
  expect([isAppPassword('correct horse battery'), isAppPassword('abcd-efgh-ijkl')]).toEqual([false, false]);
});

test('SR53 the page that gives a token is on the server that was typed, and nowhere before', () => {
  const apps = 'https://social.example/settings/applications';
  for (const server of ['social.example', 'https://social.example/@ana', '@ana@social.example']) {
    expect(giverOf('mastodon', { server })).toBe(apps);
  }
  for (const server of ['', 'social', 'javascript:alert(1)', 'a b.example']) {
    expect(giverOf('mastodon', { server }), server).toBeUndefined();
  }
  expect(giverOf('bluesky', {})).toMatch(/^https:\/\/bsky\.app\//);
});

test('SR54 a connection asks for a person when the last call since its check was refused for its sake', () => {
  const stage = new Stage();
  const post = stage.fired('p');
  const publication = `${post}:bsky`;
  const fail = (n: number, reason: string, outcome: 'refused' | 'not-sent') => {
    stage.act('publication.try', { publication, round: 1, n }, 'engine:publisher');
    stage.act('publication.outcome', { publication, round: 1, n, outcome, reason }, 'engine:publisher');
  };
  const connected = (checkedMs: number): ConnectionReply => ({ network: 'bluesky', state: 'connected', checkedMs });
  const before = connected(stage.nowMs - 1);
  expect(connectionState(stage.rows, 'bsky', before)).toEqual({ state: 'connected' });
  fail(1, reasonWith('limit'), 'not-sent');
  expect(connectionState(stage.rows, 'bsky', before)).toEqual({ state: 'connected' });
  stage.nowMs += 60_000;
  fail(2, reasonWith('token', 'ExpiredToken'), 'refused');
  expect(connectionState(stage.rows, 'bsky', before)).toEqual({
    state: 'attention',
    code: 'token',
    detail: 'ExpiredToken',
  });
  expect(connectionState(stage.rows, 'masto', before)).toEqual({ state: 'connected' });
  expect(connectionState(stage.rows, 'bsky', connected(stage.nowMs))).toEqual({ state: 'connected' });
  expect(connectionState(stage.rows, 'bsky', { network: 'bluesky', state: 'none' })).toEqual({ state: 'none' });
});
