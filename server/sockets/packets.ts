import * as v from 'valibot';
import type { Mutation } from '../../shared/apply/mutation.ts';
import {
  type Answer,
  BATCH_LIMIT,
  clockSchema,
  type Hello,
  helloSchema,
  type Later,
  mutationSchema,
  type PacketRefusal,
  type Patch,
  PHOTO_BYTES_LIMIT,
  PHOTO_PIECE_BYTES,
  PROTOCOL,
  pullSchema,
  type StaffUp,
} from '../../shared/protocol.ts';
import type { Access } from '../access/access.ts';
import type { Session } from '../access/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { follow, type StaffSocket, stopFollowing } from './following.ts';

/** Something of ours broke or the disk did: the phone keeps what it has and sends the same again. */
const RETRY_BROKEN_MS = 5_000;
/** An app too old to read does not ask often: only an update mends it. */
const RETRY_PROTOCOL_MS = 60_000;

/** What answering takes. */
export interface PacketParts {
  readonly ledger: Ledger;
  readonly access: Access;
  /** Which app this server serves. */
  readonly build: string;
  readonly clock: Clock;
}
/** A packet as it came, and who says so. */
export interface Packet {
  readonly socket: StaffSocket;
  readonly session: Session;
  readonly packet: unknown;
}
type AnswerTo<N extends keyof StaffUp> = Parameters<Parameters<StaffUp[N]>[1]>[0];

/** Each packet's answer, but for what goes for all: a session, a limit, a bug. */
export const answers: { readonly [N in keyof StaffUp]: (parts: PacketParts, packet: Packet) => AnswerTo<N> } = {
  hello({ ledger, access, build, clock }, { socket, session, packet }) {
    stopFollowing(socket);
    // Only the number is read of an app that speaks another one: its hello may have another shape.
    const spoken = v.safeParse(v.object({ protocol: v.number() }), packet);
    if (spoken.success && spoken.output.protocol !== PROTOCOL) return otherProtocol(socket);
    const hello = v.safeParse(helloSchema, packet);
    if (!hello.success) return badPacket(hello.issues[0]);
    const { device, shows: cursors } = hello.output;
    access.seen(session, device);

    const may = access.showsOf(session.id);
    const shows = new Map(may.filter(({ id }) => Object.hasOwn(cursors, id)).map(({ id, staff }) => [id, staff]));
    // It follows before its rows are looked at, in one turn: no commit can fall between the two.
    follow(socket, { device, shows });
    const caughtUp = catchUp(ledger, { shows: [...shows.keys()], cursors, device });
    if (!caughtUp) return later(RETRY_BROKEN_MS);
    const welcome = {
      serverMs: clock.nowMs(),
      epoch: ledger.epoch,
      build,
      protocol: PROTOCOL,
      update: hello.output.build !== build,
      limits: { batch: BATCH_LIMIT, photoBytes: PHOTO_BYTES_LIMIT, pieceBytes: PHOTO_PIECE_BYTES },
      shows: may.map(({ id, staff }) => ({ id, staff })),
    };
    return { ok: true, welcome, ...caughtUp };
  },

  pull({ ledger, access }, { socket, session, packet }) {
    const pull = v.safeParse(pullSchema, packet);
    if (!pull.success) return badPacket(pull.issues[0]);
    const { follows } = socket.data;
    if (!follows) return otherProtocol(socket);
    const { show, cursor } = pull.output;
    if (!ledger.rows(show)) return refused('unknown-show');
    if (!access.staffRow(session.id, show)) return refused('not-allowed');
    const answer = ledger.since(show, cursor, follows.device);
    if (answer === undefined) return refused('unknown-show');
    if (answer === 'later') return later(RETRY_BROKEN_MS);
    return answer === 'load' ? { ok: true, load: true } : { ok: true, patch: answer };
  },

  push({ ledger, access }, { socket, session, packet }) {
    const push = v.safeParse(pushShape, packet);
    if (!push.success) return badPacket(push.issues[0]);
    if (push.output.protocol !== PROTOCOL) otherProtocol(socket);
    const answered = new Map<string, Answer>();
    const mutations: Mutation[] = [];
    // Before the ledger's transaction: an administrator's staff row may have to be made first, by a push of its own.
    const staff = new Map<string, string | undefined>();
    for (const raw of push.output.mutations) {
      const mutation = v.safeParse(envelope, raw);
      if (!mutation.success) {
        // Refused alone: as a refusal of the packet it would come back for ever, with all the words behind it.
        answered.set(raw.id, { id: raw.id, kind: 'refused', refusal: { code: 'bad-shape' } });
        continue;
      }
      mutations.push({ ...mutation.output, args: mutation.output.args });
      const { show } = mutation.output;
      if (!staff.has(show)) staff.set(show, access.staffOf(session.id, show));
    }
    for (const answer of ledger.push(mutations, { by: (show) => staff.get(show), device: session.device })) {
      answered.set(answer.id, answer);
    }
    return { ok: true, answers: push.output.mutations.flatMap(({ id }) => answered.get(id) ?? []) };
  },

  clock({ ledger, access, clock }, { session, packet }) {
    const asked = v.safeParse(clockSchema, packet);
    if (!asked.success) return badPacket(asked.issues[0]);
    const { show } = asked.output;
    const rev = show !== undefined && access.staffRow(session.id, show) ? { rev: ledger.rev(show) } : {};
    return { ok: true, serverMs: clock.nowMs(), epoch: ledger.epoch, ...rev };
  },
};

export const refused = (code: PacketRefusal, detail?: string) =>
  ({ ok: false, code, ...(detail === undefined ? {} : { detail }) }) as const;
export const later = (retryMs: number): Later => ({ ok: false, code: 'later', retryMs });
export const broke = (): Later => later(RETRY_BROKEN_MS);

/** Whatever the app's age, it may hand over its words: of the packet only this is asked, the rest is judged one by one. */
const pushShape = v.object({
  protocol: v.pipe(v.number(), v.safeInteger()),
  mutations: v.pipe(
    v.array(v.looseObject({ id: mutationSchema.entries.id })),
    v.minLength(1),
    v.maxLength(BATCH_LIMIT),
  ),
});
const envelope = v.object(mutationSchema.entries);

/** The patches that phones lack, and the shows that are quicker loaded whole. Undefined: the disk cannot now. */
function catchUp(
  ledger: Ledger,
  about: { readonly shows: readonly string[]; readonly cursors: Hello['shows']; readonly device: string },
): { readonly patches: readonly Patch[]; readonly load: readonly string[] } | undefined {
  const { epoch } = ledger;
  const patches: Patch[] = [];
  const load: string[] = [];
  for (const show of about.shows) {
    const answer = ledger.since(show, about.cursors[show] ?? null, about.device);
    if (answer === 'later') return undefined;
    if (answer === 'load') load.push(show);
    else if (answer) patches.push(answer);
  }
  // One show's fork renewed the epoch of all: what was read of the others before it is of the old one.
  return epoch === ledger.epoch ? { patches, load } : catchUp(ledger, about);
}

function otherProtocol(socket: StaffSocket) {
  socket.emit('bye', { reason: 'protocol', retryMs: RETRY_PROTOCOL_MS });
  return refused('protocol');
}

const badPacket = (issue: v.BaseIssue<unknown>) =>
  refused('bad-packet', `${v.getDotPath(issue) ?? ''} ${issue.message}`.trim());
