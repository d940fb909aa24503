import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Network } from '../../../shared/rows/channel.ts';
import type { Typesetting } from '../../../shared/text/typography.ts';
import { idle } from '../shell/idle.ts';
import type { Composer } from './composer.ts';
import { asTyped, type Correction, correctionBetween, withoutCorrection } from './typesetting.ts';
import { type Typed, typesetAll, typesetBehind } from './typing.ts';

export interface Typography {
  /** The last correction, as long as it can be taken back. */
  readonly correction: Correction | undefined;
  /** After a keystroke: the words with what was just left corrected; undefined: nothing to correct. */
  typed(now: Typed): Typed | undefined;
  /** On leaving the field: all of it. */
  left(now: Typed): Typed | undefined;
  /** Asked for: all of it, whatever was taken back before. */
  asked(now: Typed): Typed | undefined;
  /** Takes the last correction back; those words then stay as they were typed. */
  undo(now: Typed): Typed | undefined;
}

/**
 * The typography of one variant while it is edited. Words that were there before, otherwise than it would have them, are
 * taken as meant: someone took a correction back, today or another day.
 */
export function useTypography(
  composer: Composer,
  { edited, network }: { readonly edited: string; readonly network: Network | undefined },
): Typography {
  const { language } = composer.post.value;
  const variant = composer.variant.value;
  const [correction, setCorrection] = useState<Correction>();
  const opened = useMemo(
    () => ({ words: edited, kept: undefined as readonly string[] | undefined }),
    [composer, variant, language],
  );
  const kept = (): readonly string[] => (opened.kept ??= asTyped(opened.words, language));
  // In an idle moment: on a slow phone it takes longer than all that opens with the words.
  useEffect(() => void idle().then(kept), [opened]);
  const how = (): Typesetting => ({ keep: kept(), ...(network === 'x' && { narrow: '\u00A0' }) });
  const corrected = (now: Typed, set: Typed | undefined): Typed | undefined => {
    if (!set || set.words === now.words) {
      // Typed over, there is nothing left to take back.
      if (correction && !withoutCorrection(now, correction)) setCorrection(undefined);
      return undefined;
    }
    setCorrection(correctionBetween(now.words, set.words));
    return set;
  };
  return {
    correction,
    typed: (now) => corrected(now, typesetBehind(now, language, how())),
    left: (now) => corrected(now, typesetAll(now, language, how())),
    asked(now) {
      opened.kept = [];
      return corrected(now, typesetAll(now, language, how()));
    },
    undo(now) {
      const before = correction && withoutCorrection(now, correction);
      setCorrection(undefined);
      if (!before || !correction) return undefined;
      opened.kept = [...kept(), ...asTyped(correction.typed, language), correction.typed];
      return before;
    },
  };
}
