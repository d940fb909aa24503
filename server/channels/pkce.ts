import { createHash, randomBytes } from 'node:crypto';

/** RFC 7636: only who sent the challenge first can say the verifier it was made of. */
export const newVerifier = (): string => randomBytes(32).toString('base64url');
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
