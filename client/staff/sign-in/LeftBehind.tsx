import { useEffect, useState } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { useSession } from '../shell/show-context.ts';
import { words } from './words.ts';

/** What a revoked device still holds: its owner's words, to be handed over as a file. */
export function LeftBehind() {
  const session = useSession();
  const [unsent, setUnsent] = useState<string>();
  useEffect(() => {
    session.leftBehind().then(setUnsent, () => undefined);
  }, [session]);
  if (unsent === undefined) return null;
  const t = words();
  return (
    <section class="panel stack">
      <p>{t.leftBehind}</p>
      <Button
        wide
        onClick={() => {
          const url = URL.createObjectURL(new Blob([unsent], { type: 'application/json' }));
          const link = document.createElement('a');
          link.href = url;
          link.download = 'regie.json';
          link.click();
          // Some browsers read the file only after the click has returned.
          setTimeout(() => URL.revokeObjectURL(url), 60_000);
        }}
      >
        {t.export}
      </Button>
    </section>
  );
}
