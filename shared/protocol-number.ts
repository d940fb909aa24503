/**
 * The wire's number. It rises when a packet, a mutation's arguments or a row changes shape; a test freezes each number's
 * schemas. Apart from them, so that a page that only compares it does not carry them.
 */
export const PROTOCOL = 2;
