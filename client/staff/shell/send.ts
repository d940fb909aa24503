import { type Answered, ask } from '../../sync/session-http.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { wordsReady } from '../../words/words.ts';
import { toast } from '../parts/toasts.ts';

/**
 * Has the server do what only it can do (an invitation, a revoked device). Not kept for later: where it cannot, or there
 * is no network, a toast says so and nothing comes back.
 */
export async function sent<T extends object>(
  method: 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<T | undefined> {
  const answered: Answered<T> = await ask<T>(path, {
    method,
    ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (answered.ok) return answered;
  await wordsReady();
  toast(httpRefusalWords(answered.code), { tone: 'wrong' });
  return undefined;
}
