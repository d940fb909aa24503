import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Letters and digits that cannot be taken for one another, read aloud or in a dark hall: no 0 O 1 I L. */
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** 31⁸ is 8.5 × 10¹¹: with a few tries a minute and minutes to live, not worth guessing. */
const CODE_LENGTH = 8;

/** 256 random bits, as base64url: 43 characters. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

/** An id that says nothing and opens nothing. */
export const makeId = (): string => randomBytes(12).toString('base64url');

export const makeCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** `ABCDEFGH` as people read it out: `ABCD-EFGH`. */
export const spelt = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** A code as someone typed it. */
export const unspelt = (typed: string): string => typed.replace(/[\s\-–—.]/g, '').toUpperCase();

/** What is stored in place of a token: whoever reads the database, or a backup of it, cannot sign in with it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
