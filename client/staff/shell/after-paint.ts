import { useEffect, useState } from 'preact/hooks';

/**
 * False until what is drawn now has been painted: what is not needed at once is drawn behind it, so that a tap is answered
 * within a tenth of a second on a slow phone.
 */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => setPainted(true), []);
  return painted;
}
