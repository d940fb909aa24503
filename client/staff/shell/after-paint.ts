import { useEffect, useState } from 'preact/hooks';
import { idle } from './idle.ts';

/**
 * False until what is drawn now has been painted: what is not needed at once is drawn behind it, so that a tap is answered
 * within a tenth of a second on a slow phone.
 */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => setPainted(true), []);
  return painted;
}

/** What it was when nothing else was to be done, at first too: what reads the whole show keeps no tap waiting for its answer. */
export function useIdle<T>(value: T): T | undefined {
  const [seen, see] = useState<T>();
  useEffect(() => {
    let isDrawn = true;
    void idle().then(() => isDrawn && see(() => value));
    return () => {
      isDrawn = false;
    };
  }, [value]);
  return seen;
}
