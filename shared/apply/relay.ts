import * as v from 'valibot';
import { approvalBehind } from '../post-status.ts';
import { canBeRelayed, mayBeAsked, otherAccounts, relayId } from '../relaying.ts';
import { givenId, rowId } from '../rows/base.ts';
import type { PostRow } from '../rows/post.ts';
import { type PublicationRow, remoteSchema } from '../rows/publication.ts';
import type { RelayRow } from '../rows/relay.ts';
import { type Rows, showOf } from '../rows/rows.ts';
import {
  askedAgain,
  called,
  calledEntries,
  callNumber,
  hasOpenCall,
  mayHaveTrouble,
  troubled,
  troubledEntries,
} from './called.ts';
import { type Context, define } from './mutation.ts';
import { whyNoCall, wrongState } from './publication.ts';
import { type Ruling, refuse, write } from './ruling.ts';

/** Of its calls, those that are kept. */
const TRIES_KEPT = 20;
/** Where nobody said how long the post is of the moment. */
const USUAL_FRESH_MS = 600_000;

/**
 * Our other accounts show again what is out. A relay is a try like any other: committed before its call, its outcome after,
 * looked up where nobody knows. The networks keep it under what it shows, so that made again it is still one.
 */
export const relayDefinitions = {
  'relay.ask': define({
    name: 'relay.ask',
    /** Asked again of what nobody knows, it is looked for at once. `seenThere`: a person looked, and it is shown there. */
    args: v.strictObject({ publication: rowId, channel: givenId, seenThere: v.optional(v.literal(true)) }),
    who: ['approve'],
    engines: [],
    freshMs: 60_000,
    rule(rows, { args }, { by, atMs }) {
      const publication = rows.get('publication', args.publication);
      if (!publication) return refuse('unknown-row', { row: 'publication', id: args.publication });
      if (!rows.get('channel', args.channel)) return refuse('unknown-row', { row: 'channel', id: args.channel });
      const { post, remote } = publication;
      const asked = rows.get('relay', relayId(publication.id, args.channel));
      if (asked?.state === 'unknown' && args.seenThere) return write(found(asked, undefined, atMs));
      if (rows.get('post', post)?.state === 'withdrawn') return refuse('withdrawn', { row: 'post', id: post });
      if (showOf(rows)?.held || rows.get('post', post)?.held) return refuse('held', { row: 'post', id: post });
      const isOther = otherAccounts(rows, publication).some(({ id }) => id === args.channel);
      if (!remote || !canBeRelayed(publication) || !isOther) return wrongState(publication);
      if (asked?.state === 'removing') return refuse('wrong-state', { row: 'relay', id: asked.id, now: asked.state });
      const again = asked && askedAgain(asked, atMs);
      if (again) return write(again);
      if (!mayBeAsked(asked, atMs)) return write();
      return write({
        row: 'relay',
        id: relayId(publication.id, args.channel),
        post,
        publication: publication.id,
        channel: args.channel,
        of: remote,
        state: 'owed',
        tries: asked?.tries ?? [],
        notBeforeMs: atMs,
        freshUntilMs: atMs + (approvalBehind(rows, publication)?.freshForMs ?? USUAL_FRESH_MS),
        gone: false,
        askedBy: by,
      });
    },
  }),

  'relay.try': define({
    name: 'relay.try',
    args: v.strictObject({ relay: rowId, n: callNumber }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.relay, (relay) => {
        const publication = rows.get('publication', relay.publication);
        const isThere = publication?.state === 'published' && publication.remote?.id === relay.of.id;
        if (relay.state !== 'owed' || relay.gone || !isThere) return wrongRelay(relay);
        const stopped = whyNoCall(rows, publication, { ...relay, atMs });
        if (stopped) return stopped;
        const tries = [...relay.tries, { n: args.n, atMs }].slice(-TRIES_KEPT);
        return write({ ...relay, state: 'sending', tries, trouble: undefined });
      }),
  }),

  'relay.outcome': define({
    name: 'relay.outcome',
    args: v.strictObject({ relay: rowId, ...calledEntries }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.relay, (relay) => {
        if (!hasOpenCall(relay)) return wrongRelay(relay);
        const isCall = (call: { readonly n: number }) => call.n === args.n;
        const there = (row: RelayRow, remote: RelayRow['remote']) => found(row, remote, atMs);
        return write(called(relay, args, { isCall, there, absent, atMs }));
      }),
  }),

  'relay.find': define({
    name: 'relay.find',
    args: v.union([
      v.strictObject({ relay: rowId, remote: remoteSchema }),
      /** The network says that this account does not show it. */
      v.strictObject({ relay: rowId, none: v.literal('proved') }),
      /** It can be neither made, nor looked for, nor taken back for now, and why. */
      v.strictObject({ relay: rowId, ...troubledEntries }),
    ]),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.relay, (relay) => {
        if ('trouble' in args) return mayHaveTrouble(relay) ? write(troubled(relay, args, atMs)) : write();
        if ('remote' in args) return relay.state === 'unknown' ? write(found(relay, args.remote, atMs)) : write();
        if (relay.state === 'removing') return write({ ...relay, state: 'removed', trouble: undefined });
        return relay.state === 'unknown' ? write(absent({ ...relay, lookedMs: atMs }, atMs)) : write();
      }),
  }),

  'relay.drop': define({
    name: 'relay.drop',
    /**
     * Said again of what the network would not take back, or let us look for, it is tried again at once. `seenGone`: a
     * person took it back, or saw that it is not there.
     */
    args: v.strictObject({ relay: rowId, seenGone: v.optional(v.literal(true)) }),
    who: ['approve', 'moderate'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.relay, (relay) => {
        if (args.seenGone) {
          if (relay.state === 'unknown') return write({ ...relay, state: 'dropped', trouble: undefined });
          return relay.state === 'removing' ? write({ ...relay, state: 'removed', trouble: undefined }) : write();
        }
        const back = relayBack(relay) ?? askedAgain(relay, atMs);
        return back ? write(back) : write();
      }),
  }),
};

/** What a post's relays become when what they show is taken back. `publication`: only of that one. */
export function relaysBack(
  rows: Rows,
  post: PostRow | undefined,
  context: Context,
  publication?: string,
): readonly RelayRow[] {
  if (!post) return [];
  const isMeant = (id: string): boolean => publication === undefined || publication === id;
  const known = rows.ofPost('relay', post.id).filter((relay) => isMeant(relay.publication));
  if (post.epoch === context.epoch) return known.flatMap((relay) => relayBack(relay) ?? []);
  const written = known.flatMap((relay) => relayBack(relay) ?? (isOver(relay) ? { ...relay, ...DOUBTED } : []));
  for (const out of rows.ofPost('publication', post.id)) {
    if (isMeant(out.id)) written.push(...lostRelays(rows, out, context));
  }
  return written;
}

/** A lost timeline may have asked for it, or again: it is looked for, to be taken back where it is found. */
const DOUBTED = { state: 'unknown', gone: true, lookedMs: undefined } as const;
const isOver = ({ state }: RelayRow): boolean => state === 'dropped' || state === 'removed';

function lostRelays(rows: Rows, publication: PublicationRow, { by, atMs }: Context): readonly RelayRow[] {
  const { id, post, remote } = publication;
  if (!remote || !canBeRelayed(publication)) return [];
  return otherAccounts(rows, publication)
    .filter((channel) => !rows.get('relay', relayId(id, channel.id)))
    .map((channel) => ({
      row: 'relay',
      id: relayId(id, channel.id),
      post,
      publication: id,
      channel: channel.id,
      of: remote,
      tries: [],
      notBeforeMs: atMs,
      freshUntilMs: atMs,
      askedBy: by,
      ...DOUBTED,
      rev: 0,
      by,
      atMs,
    }));
}

function relayBack(relay: RelayRow): RelayRow | undefined {
  switch (relay.state) {
    case 'owed':
    case 'refused':
      return { ...relay, state: 'dropped', trouble: undefined };
    case 'sending':
    case 'unknown':
      return relay.gone ? undefined : { ...relay, gone: true };
    case 'published':
      return { ...relay, state: 'removing' };
    case 'dropped':
    case 'removing':
    case 'removed':
      return undefined;
  }
}

function found(relay: RelayRow, remote: RelayRow['remote'], atMs: number): RelayRow {
  const state = relay.gone ? 'removing' : 'published';
  return { ...relay, state, remote: remote ?? relay.remote, publishedMs: atMs, trouble: undefined };
}

function absent(relay: RelayRow, notBeforeMs: number): RelayRow {
  const now = { ...relay, trouble: undefined };
  return relay.gone ? { ...now, state: 'dropped' } : { ...now, state: 'owed', notBeforeMs };
}

function on(rows: Rows, id: string, rule: (relay: RelayRow) => Ruling): Ruling {
  const relay = rows.get('relay', id);
  return relay ? rule(relay) : refuse('unknown-row', { row: 'relay', id });
}

const wrongRelay = ({ id, state }: RelayRow): Ruling =>
  refuse('wrong-state', { row: 'relay', id, field: 'state', now: state });
