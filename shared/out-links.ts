import * as v from 'valibot';
import { givenId, rowId } from './rows/base.ts';

/** `POST /shows/<id>/links`: the link of the calendar or, with a person, of what was said about them. */
export const newOutLinkSchema = v.strictObject({ person: v.optional(v.union([givenId, rowId])) });

/** `GET /shows/<id>/links`: a link for those outside the team, open until it is withdrawn. */
export interface OutLinkAbout {
  /** To withdraw it: `DELETE /shows/<id>/links/<link>`. */
  readonly id: string;
  /** Absent: the calendar's. */
  readonly person?: string;
  readonly url: string;
  readonly madeMs: number;
}
