import { useState } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Text } from '../parts/Text.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { pastedLink } from './network-of.ts';
import { words } from './words.ts';

/** A question found elsewhere: the link of a post, and what it asks. */
export function Add({ pasted, onClose }: { readonly pasted: string; readonly onClose: () => void }) {
  const show = useShow();
  const [url, setUrl] = useState(pastedLink(pasted)?.url ?? '');
  const [asked, setAsked] = useState(pasted.replace(/https?:\/\/\S+/g, '').trim());
  const [author, setAuthor] = useState<string>();
  const link = pastedLink(url);
  const isWrong = url.trim() !== '' && !link;
  const from = author ?? link?.author ?? '';
  const t = words();
  const add = async () => {
    const message = show.newId();
    const said_ = {
      network: link?.network ?? 'other',
      author: from,
      words: asked,
      ...(link && { url: link.url }),
    } as const;
    if (await said(() => show.act('message.add', { message, ...said_ }))) onClose();
  };
  return (
    <Sheet
      title={t.addTitle}
      onClose={onClose}
      tall
      foot={
        <Button tone="act" large disabled={isWrong || (asked.trim() === '' && !link)} onClick={() => void add()}>
          {t.addAct}
        </Button>
      }
    >
      <div class="stack">
        <Text
          label={t.url}
          hint={t.urlHint}
          wrong={isWrong ? t.urlWrong : undefined}
          type="url"
          max={2000}
          value={url}
          first={pasted === ''}
          onChange={setUrl}
        />
        <Text
          label={t.words}
          hint={t.wordsHint}
          lines={4}
          max={2000}
          value={asked}
          first={pasted !== ''}
          onChange={setAsked}
        />
        <Text label={t.author} max={120} value={from} onChange={setAuthor} />
      </div>
    </Sheet>
  );
}
