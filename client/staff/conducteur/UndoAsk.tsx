import { headsOf } from '../../../shared/post-status.ts';
import { Button } from '../parts/Button.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { useShow } from '../shell/show-context.ts';
import { askUndo, undoAsked } from './asking.ts';
import { undoNow } from './press.ts';
import { words } from './words.ts';

/** Posts have gone out since the press: an undo does not take them back, and says so first. */
export function UndoAsk() {
  const show = useShow();
  const asked = undoAsked.value;
  if (!asked) return null;
  const t = words().undo;
  const close = () => askUndo(undefined);
  return (
    <Sheet
      title={t.title}
      onClose={close}
      foot={
        <>
          <Button onClick={close}>{t.keep}</Button>
          <Button
            tone="stop"
            onClick={() => {
              close();
              void undoNow(show, asked);
            }}
          >
            {t.act}
          </Button>
        </>
      }
    >
      <p>{t.stays(asked.fired.length)}</p>
      <ul class="stack">
        {asked.fired.map((id) => {
          const [head] = Object.values(headsOf(show.rows.value, id)).flat();
          return (
            <li key={id} class="clip soft">
              {head?.words ?? id}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
