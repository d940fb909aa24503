import type { Cue } from '../../shared/rows/post.ts';
import { hour } from '../../shared/text/hours.ts';
import { fr } from './cues.fr.ts';
import { dictionary, language } from './words.ts';

export const cueTerms = dictionary(fr, () => import('./cues.en.ts').then((found) => found.en));

/** When a post fires, in words; the segment it hangs on is told beside, not here. */
export function cueWords(cue: Cue, zone: string): string {
  const t = cueTerms();
  switch (cue.kind) {
    case 'clock':
      return t.clock(hour(cue.atMs, zone, language.value));
    case 'hand':
      return t.hand;
    case 'segment': {
      const span = t.span(cue.offsetMs);
      if (cue.edge === 'end') return cue.offsetMs > 0 ? t.afterEnd(span) : t.atEnd;
      if (cue.offsetMs === 0) return t.atStart;
      return cue.offsetMs < 0 ? t.beforeStart(span) : t.afterStart(span);
    }
  }
}

/** How far away an instant is: « dans 2 min », « maintenant », « il y a 20 s ». */
export function awayWords(awayMs: number): string {
  const t = cueTerms();
  if (Math.abs(awayMs) < 1000) return t.now;
  return awayMs > 0 ? t.inSpan(t.span(awayMs)) : t.ago(t.span(awayMs));
}
