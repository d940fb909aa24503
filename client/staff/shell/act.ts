import type { Acted } from '../../signals/show.ts';
import { toast } from '../parts/toasts.ts';

/** Whether it was done; when not, says why in a toast, in words that a person can act upon. */
export async function said(acting: Promise<Acted>): Promise<string | undefined> {
  const acted = await acting;
  if (acted.ok) return acted.id;
  const { refusalWords } = await import('../../words/refusals.ts');
  toast(refusalWords(acted.refusal), { tone: 'wrong' });
  return undefined;
}
