import type { NewShow, SessionShow } from '../../../shared/access.ts';
import { type Answered, ask } from '../../sync/session-http.ts';

/** Has the server make a show. Asked twice with the same id, it makes one: a lost answer is asked for again. */
export const makeShow = (wish: NewShow): Promise<Answered<{ show: SessionShow }>> =>
  ask('/shows', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wish),
  });

/** An id for a new show, readable in its address: a few letters of its name and a random tail. */
export function showId(name: string, random: Uint8Array): string {
  const letters = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
  const tail = [...random].map((byte) => byte.toString(36).padStart(2, '0')).join('');
  return [letters, tail].filter(Boolean).join('-');
}
