import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LinkState } from '../../signals/show.ts';
import { linkVoiceWords } from './link-voice-words.ts';

/** A link that comes and goes is not told each time: only what has lasted this long. */
const SETTLED_MS = 6_000;

/** Says the state of the link to a screen reader, once it has settled and only when it differs from what was last said. */
export function LinkVoice({ link }: { readonly link: ReadonlySignal<LinkState> }) {
  const state = link.value;
  const said = useRef<LinkState>('online');
  const [speak, setSpeak] = useState<LinkState>();
  useEffect(() => {
    if (state === said.current) return;
    const timer = setTimeout(() => {
      said.current = state;
      setSpeak(state);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <p class="aside" role="status">
      {speak && linkVoiceWords()[speak]}
    </p>
  );
}
