import * as v from 'valibot';
import { givenId, instantMs, language, name } from './rows/base.ts';
import type { Qr } from './wall-full.ts';

/** Why a route of the server did not do what was asked. Each has its words in both languages (`client/words`). */
export const HTTP_REFUSALS = [
  /** The body or an address is not of the right shape. */
  'bad-packet',
  'too-large',
  /** The request comes from a page of another site. */
  'origin',
  /** Plain HTTP from another machine: a session cookie cannot be kept. */
  'insecure',
  'no-session',
  'not-allowed',
  'unknown-show',
  /** No such link, code, invitation or device. */
  'unknown',
  'used',
  'expired',
  /** The staff member it is for was revoked. */
  'revoked',
  'exists',
  'protocol',
] as const;
export type HttpRefusal = (typeof HTTP_REFUSALS)[number];
/** The body of a refusal; `later` comes with status 429 or 503 and a `Retry-After`. */
export type HttpRefused =
  | { readonly ok: false; readonly code: HttpRefusal; readonly detail?: string }
  | { readonly ok: false; readonly code: 'later'; readonly retryMs: number };
export type HttpReply<T> = ({ readonly ok: true } & T) | HttpRefused;

const deviceName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
/** 32 random bytes, base64url. */
const linkToken = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** As typed: spaces, hyphens and small letters are forgiven. */
const typedCode = v.pipe(v.string(), v.maxLength(40));

/** `POST /join`: the token of a link (`<origin>/#join=<token>`), or the eight characters of a code. */
export const joinSchema = v.union([
  v.strictObject({ token: linkToken, device: givenId, name: deviceName }),
  v.strictObject({ code: typedCode, device: givenId, name: deviceName }),
]);
export type Join = v.InferOutput<typeof joinSchema>;

/** `POST /invitations`: for this staff member of this show. */
export const inviteSchema = v.strictObject({ show: givenId, staff: givenId });

/** `POST /shows`. */
export const newShowSchema = v.strictObject({
  /** The phone's id for it, so that asking twice does not make two. */
  id: givenId,
  name: v.pipe(name, v.trim(), v.minLength(1)),
  shortName: v.optional(name),
  /** Copy this show; absent: an empty one. */
  from: v.optional(givenId),
  rehearsal: v.boolean(),
  /** Of a copy: its rooms, people, channels, team, prizes and templates alone, for another programme to come. */
  withoutProgramme: v.optional(v.boolean()),
  /** When the first segment of a copy begins. Absent: where it was; a rehearsal always begins three minutes from now. */
  startMs: v.optional(instantMs),
  zone: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  language: v.optional(language),
});
export type NewShow = v.InferOutput<typeof newShowSchema>;

/** A show this session may see, and who they are on it. */
export interface SessionShow {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  /** Their staff row's id on that show. */
  readonly staff: string;
  readonly rehearsal: boolean;
  /** Of a rehearsal: the show it was copied from. */
  readonly rehearses?: string;
  /** The earliest planned start of its running order. */
  readonly startsMs?: number;
  readonly endedMs?: number;
}

/** `GET /session`, and the answer to `POST /join`. */
export interface SessionReply {
  readonly session: {
    readonly device: string;
    readonly name: string;
    /** It came from the link printed at start: it administers every show, later ones included. */
    readonly admin: boolean;
    readonly shows: readonly SessionShow[];
  };
  readonly server: {
    readonly build: string;
    readonly protocol: number;
    readonly epoch: string;
    readonly nowMs: number;
  };
}

/** `POST /invitations`: shown once, never again. Link and code are one invitation: either uses it. */
export interface NewInvitation extends OpenInvitation {
  readonly url: string;
  /** `ABCD-EFGH`. */
  readonly code: string;
  readonly codeExpiresMs: number;
  /** The link. Undefined: too long for any code. */
  readonly qr: Qr | undefined;
}

/** `POST /handovers`: the same person on another phone. Shown once, for a few minutes; link and code are one. */
export interface NewHandover {
  readonly id: string;
  readonly url: string;
  /** `ABCD-EFGH`. */
  readonly code: string;
  readonly expiresMs: number;
  readonly qr: Qr | undefined;
}
/** `GET /handovers/<id>`, for the phone that shows it. */
export interface HandoverState {
  /** What the phone that took over is called; absent: none did yet. */
  readonly taken?: string;
}

/** `GET /invitations?show=`: neither used nor expired. */
export interface OpenInvitation {
  readonly id: string;
  readonly show: string;
  readonly staff: string;
  readonly madeMs: number;
  readonly expiresMs: number;
}

/** `GET /devices?show=`: an administrator sees all of the show, anyone else their own. */
export interface Device {
  /** To revoke it: `DELETE /devices/<id>`. */
  readonly id: string;
  /** The installation's id, as in `here`. */
  readonly device: string;
  readonly name: string;
  readonly staff: string;
  readonly sinceMs: number;
  readonly seenMs: number;
  /** The one that asks. */
  readonly mine: boolean;
}

/** `GET /shows/<id>/questions/<message>/link`: where whoever it was given to answers. `givenMs`: which giving it is for. */
export interface QuestionLink {
  readonly url: string;
  readonly givenMs: number;
}
