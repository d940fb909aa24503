import { useEffect, useRef, useState } from 'preact/hooks';
import type { FoundPerson, FoundReply } from '../../../shared/person-request.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { Progress } from '../parts/Progress.tsx';
import { saveFile } from '../parts/save-file.ts';
import { toast } from '../parts/toasts.ts';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { words } from './words.ts';

const keyOf = ({ show, person }: FoundPerson): string => `${show} ${person}`;

/** All that this server holds of one person, over all shows: taken out as a file, or erased everywhere. */
export function PersonData({ id, onErased }: { readonly id: string; readonly onErased: () => void }) {
  const show = useShow();
  const path = `/shows/${encodeURIComponent(show.id)}/people/${encodeURIComponent(id)}`;
  const { reply, failed } = useAsked<FoundReply>(path, { when: show.link.value });
  const [turned, turn] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const t = words();
  const found = useRef<HTMLDivElement>(null);
  const isFound = reply !== undefined;
  // It opens at the end of a long sheet: what was asked for would be out of sight.
  useEffect(() => {
    if (isFound) found.current?.scrollIntoView({ block: 'nearest' });
  }, [isFound]);
  if (!reply) return failed ? <p class="soft">{httpRefusalWords(failed)}</p> : <Progress label={t.looking} />;
  // A name alone may be someone else's: whoever erases says so, tick by tick.
  const isOn = (one: FoundPerson) => (one.why !== 'name') !== turned.has(keyOf(one));
  const of = reply.found.filter(isOn).map(({ show, person }) => ({ show, person }));
  const run = async (acting: () => Promise<void>) => {
    setBusy(true);
    await acting();
    setBusy(false);
  };
  const takeOut = async () => {
    const made = await sent<{ data: object }>('POST', `${path}/data`, { of });
    if (!made) return;
    saveFile(new Blob([JSON.stringify(made.data, null, 2)], { type: 'application/json' }), `${t.fileName}.json`);
    toast(t.exported);
  };
  const erase = async () => {
    const ids = of.map((place) => ({ ...place, id: show.newId() }));
    const done = await sent<{ erased: number }>('POST', `${path}/erase`, { of: ids });
    if (!done) return;
    toast(t.erased(new Set(of.map((place) => place.show)).size));
    onErased();
  };
  return (
    <div ref={found} class="stack">
      <fieldset class="stack">
        <legend class="field-label">{t.where}</legend>
        {reply.found.map((one) => (
          <label key={keyOf(one)} class="settings-option">
            <input
              type="checkbox"
              checked={isOn(one)}
              onChange={() =>
                turn((before) => {
                  const next = new Set(before);
                  if (!next.delete(keyOf(one))) next.add(keyOf(one));
                  return next;
                })
              }
            />
            <span>
              {one.showName}
              <small class="field-hint">
                {t.why[one.why]}
                <br />
                {t.counts(one)}
              </small>
            </span>
          </label>
        ))}
      </fieldset>
      {reply.elsewhere > 0 && <p class="small soft">{t.elsewhere(reply.elsewhere)}</p>}
      <p class="small soft">{t.limits}</p>
      <p class="small soft">{t.exportWhy}</p>
      <Button wide disabled={busy || of.length === 0} onClick={() => void run(takeOut)}>
        {t.export}
      </Button>
      <p class="small soft">{t.eraseWhy(new Set(of.map((place) => place.show)).size)}</p>
      <HoldButton wide disabled={busy || of.length === 0} onDone={() => void run(erase)}>
        {t.eraseHold}
      </HoldButton>
    </div>
  );
}
