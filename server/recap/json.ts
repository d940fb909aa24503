import type { Recap } from '../../shared/recap-schema.ts';

/** The recap as it is, of the shape of `recapSchema`, described in this folder's README. */
export const recapJson = (recap: Recap): string => `${JSON.stringify(recap, null, 2)}\n`;
