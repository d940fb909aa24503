import { useEffect } from 'preact/hooks';
import { useShow } from '../shell/show-context.ts';
import { prepareSearch } from './search-people.ts';

/** Makes the directory ready while a person still reads what has opened: no keystroke then waits for it. */
export function useDirectory(): void {
  const show = useShow();
  useEffect(() => {
    const gone = new AbortController();
    void prepareSearch(show.rows.peek(), { signal: gone.signal });
    return () => gone.abort();
  }, [show]);
}
