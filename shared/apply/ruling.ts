import type { Row, Unstamped } from '../rows/row.ts';

/**
 * Every reason for which a mutation is refused. Each has its words in both languages (`client/words`); a refusal is an
 * answer, never an exception.
 */
export const REFUSAL_CODES = [
  'bad-shape',
  'unknown-show',
  'unknown-row',
  'exists',
  'not-allowed',
  'revoked',
  'last-administrator',
  'stale',
  'changed',
  'two-versions',
  'erased',
  'withdrawn',
  'ended',
  'held',
  'not-due',
  'missed',
  'needs-two',
  'not-approved',
  'incomplete',
  'no-words',
  'no-channel',
  'unknown-name',
  'too-long',
  'too-many-photos',
  'no-alt',
  'rights',
  'bad-time',
  'wrong-state',
  'broken',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** What a person needs to understand it: the field that changed with both values, the channel that is too short… */
  readonly detail?: RefusalDetail;
}
export interface RefusalDetail {
  readonly row?: string;
  readonly id?: string;
  readonly field?: string;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly now?: unknown;
  readonly channel?: string;
  readonly length?: number;
  readonly limit?: number;
  readonly slot?: string;
  readonly person?: string;
  /** A token as it stands in the words. */
  readonly token?: string;
}

export type Ruling =
  | { readonly ok: true; readonly rows: readonly Unstamped<Row>[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Applied; with no rows where the wish was already true. */
export const write = (...rows: readonly Unstamped<Row>[]): Ruling => ({ ok: true, rows });
export const refuse = (code: RefusalCode, detail?: RefusalDetail): Ruling => ({
  ok: false,
  refusal: detail === undefined ? { code } : { code, detail },
});
