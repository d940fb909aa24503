import { PROTOCOL } from '../../shared/protocol-number.ts';
import type { Kept } from './store.ts';

/** There is a base on this disk, of rows as this app knows them. */
export const isReadable = ({ cursor, protocol }: Kept): boolean => cursor !== undefined && protocol === PROTOCOL;
