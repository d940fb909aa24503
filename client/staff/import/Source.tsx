import file from 'lucide-static/icons/file-up.svg?raw';
import { useRef, useState } from 'preact/hooks';
import { IMPORT_BYTES_LIMIT } from '../../../shared/import.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { base64Of, type Given } from './importing.ts';
import { words } from './words.ts';

/** A table pasted from a spreadsheet, or a file: its bytes go as they are, for the server to tell their encoding. */
export function Source({
  pasted,
  onPaste,
  onGive,
}: {
  readonly pasted: string;
  readonly onPaste: (text: string) => void;
  readonly onGive: (given: Given) => void;
}) {
  const [wrong, setWrong] = useState<string>();
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const t = words().source;

  function give(bytes: Uint8Array): void {
    if (bytes.length > IMPORT_BYTES_LIMIT) setWrong(t.tooLarge);
    else onGive({ bytes: base64Of(bytes) });
  }
  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    if (chosen.size > IMPORT_BYTES_LIMIT) return setWrong(t.tooLarge);
    onPaste('');
    try {
      give(new Uint8Array(await chosen.arrayBuffer()));
    } catch {
      // It was moved or is on a drive that has gone: only choosing again can help.
      setWrong(t.unreadable);
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the button below does the same by keyboard
    <section
      class="panel stack import-source"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer?.files[0]);
      }}
    >
      <p>{t.why}</p>
      <Field label={t.paste} hint={t.pasteHint}>
        {(described) => (
          <textarea
            {...described}
            class="input import-paste"
            rows={7}
            value={pasted}
            placeholder={t.example}
            spellcheck={false}
            onInput={(event) => onPaste(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button tone="act" disabled={pasted.trim() === ''} onClick={() => give(new TextEncoder().encode(pasted))}>
        {t.read}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.ics,.xml,.json,text/csv,text/calendar,text/plain,application/json,text/xml"
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <Button drawing={file} onClick={() => picker.current?.click()}>
        {t.choose}
      </Button>
      {wrong && (
        <p class="field-wrong" role="alert">
          {wrong}
        </p>
      )}
      <p class="small soft">{t.formats}</p>
    </section>
  );
}
