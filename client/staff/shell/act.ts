import type { Acted } from '../../signals/show.ts';
import { toast } from '../parts/toasts.ts';
import { onceAnswered } from './frames.ts';

/**
 * Does it once the tap that asks for it is answered on the screen. Whether it was done; when not, says why in a toast, in
 * words that a person can act upon.
 */
export async function said(act: () => Promise<Acted>): Promise<string | undefined> {
  const acted = await onceAnswered(act);
  if (acted.ok) return acted.id;
  const { refusalWords } = await import('../../words/refusals.ts');
  toast(refusalWords(acted.refusal), { tone: 'wrong' });
  return undefined;
}
