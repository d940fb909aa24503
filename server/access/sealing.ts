import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The first byte says how the rest is made, so that another way can come one day. */
const AES_256_GCM = 1;
/** NIST SP 800-38D: 96 random bits for a nonce, 128 for the mark that nothing was changed. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what must not be readable in the database or a copy of it: credentials of networks. */
export interface Sealing {
  /** `about` (a show and a channel, say) is bound to it: sealed for one, it does not open for another. */
  seal(words: string, about: string): string;
  /** Undefined: not sealed with this key, or for something else, or changed since. */
  open(sealed: string, about: string): string | undefined;
}

/** `key`: 32 bytes, from the key file. */
export function sealing(key: Uint8Array): Sealing {
  return {
    seal(words, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(about));
      const hidden = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(AES_256_GCM), nonce, cipher.getAuthTag(), hidden]).toString('base64url');
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url');
      const hiddenAt = 1 + NONCE_BYTES + TAG_BYTES;
      if (bytes.length < hiddenAt || bytes[0] !== AES_256_GCM) return undefined;
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, hiddenAt));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(hiddenAt)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
