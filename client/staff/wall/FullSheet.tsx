import { useState } from 'preact/hooks';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import type { Full } from '../../../shared/rows/show.ts';
import { wallOf } from '../../../shared/wall.ts';
import { isTold } from '../../../shared/wall-full.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Text } from '../parts/Text.tsx';
import { useShow } from '../shell/show-context.ts';
import { isWebAddress } from './web-address.ts';
import { words } from './words.ts';

const KINDS = ['announcement', 'post', 'prize', 'recap', 'qr'] as const satisfies readonly Full['kind'][];
type Kind = (typeof KINDS)[number];

interface FullSheetProps {
  readonly onClose: () => void;
  readonly onShow: (full: Full) => Promise<void>;
}

/** What should fill the wall. It begins with what filled it last. */
export function FullSheet({ onClose, onShow }: FullSheetProps) {
  const show = useShow();
  const rows = show.rows.value;
  const row = showOf(rows);
  const last = row?.full;
  const t = words().full;
  const [kind, setKind] = useState<Kind>(last?.kind ?? 'announcement');
  const [announcement, announce] = useState(last?.kind === 'announcement' ? last.words : '');
  const [post, setPost] = useState(last?.kind === 'post' ? last.post : '');
  const [prize, setPrize] = useState(last?.kind === 'prize' ? last.prize : '');
  const [url, setUrl] = useState(last?.kind === 'qr' ? last.url : (row?.followUrl ?? ''));
  const [qrWords, setQrWords] = useState(last?.kind === 'qr' ? last.words : t.qrWordsFirst);

  const made = madeOf();
  function madeOf(): Full | undefined {
    switch (kind) {
      case 'announcement':
        return announcement.trim() ? { kind, words: announcement.trim() } : undefined;
      case 'post':
        return post ? { kind, post } : undefined;
      case 'prize':
        return prize ? { kind, prize } : undefined;
      case 'recap':
        return { kind };
      case 'qr':
        return isWebAddress(url) ? { kind, url: url.trim(), words: qrWords.trim() } : undefined;
    }
  }
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      tall
      foot={
        <Button tone="act" large disabled={!made} onClick={() => made && void onShow(made)}>
          {t.act}
        </Button>
      }
    >
      <div class="stack">
        <p class="soft">{t.why}</p>
        <Segmented
          label={t.what}
          options={KINDS.map((value) => ({ value, label: t[value] }))}
          value={kind}
          onChoose={setKind}
        />
        {kind === 'announcement' && <Announcement value={announcement} onChange={announce} />}
        {kind === 'post' && <PostChoice rows={rows} atMs={show.nowMs()} value={post} onChoose={setPost} />}
        {kind === 'prize' && <PrizeChoice rows={rows} value={prize} onChoose={setPrize} />}
        {kind === 'recap' && <p>{t.recapWhy}</p>}
        {kind === 'qr' && (
          <>
            <Text label={t.url} type="url" max={2000} value={url} onChange={setUrl} />
            <Text label={t.qrWords} value={qrWords} onChange={setQrWords} />
          </>
        )}
      </div>
    </Sheet>
  );
}

function Announcement({ value, onChange }: { readonly value: string; readonly onChange: (words: string) => void }) {
  const t = words().full;
  return (
    <>
      <Field label={t.words} hint={t.wordsHint}>
        {(described) => (
          <textarea
            {...described}
            class="input wall-announcement"
            rows={3}
            maxLength={400}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )}
      </Field>
      <fieldset class="row row-wrap">
        <legend class="field-label">{t.quick}</legend>
        {t.ready.map((ready) => (
          <Button key={ready} onClick={() => onChange(ready)}>
            {ready}
          </Button>
        ))}
      </fieldset>
    </>
  );
}

interface ChoiceProps {
  readonly rows: Rows;
  readonly value: string;
  readonly onChoose: (id: string) => void;
}

function PostChoice({ rows, atMs, value, onChoose }: ChoiceProps & { readonly atMs: number }) {
  const t = words().full;
  const cards = (wallOf(rows, atMs)?.cards ?? []).flatMap((card) => {
    const post = rows.get('publication', card.id)?.post;
    return post === undefined ? [] : [{ post, words: card.words }];
  });
  if (cards.length === 0) return <p class="soft">{t.noPost}</p>;
  return (
    <fieldset class="stack">
      <legend class="aside">{t.choosePost}</legend>
      {cards.map(({ post, words: said }) => (
        <label key={post} class="wall-option">
          <input type="radio" name="wall-post" checked={post === value} onChange={() => onChoose(post)} />
          <span class="clip">{said}</span>
        </label>
      ))}
    </fieldset>
  );
}

function PrizeChoice({ rows, value, onChoose }: ChoiceProps) {
  const t = words().full;
  const prizes = [...rows.all('prize')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  if (prizes.length === 0) return <p class="soft">{t.noPrize}</p>;
  return (
    <fieldset class="stack">
      <legend class="aside">{t.choosePrize}</legend>
      {prizes.map((prize) => {
        const winner = prize.winner === undefined ? undefined : rows.get('person', prize.winner)?.name;
        return (
          <label key={prize.id} class="wall-option">
            <input type="radio" name="wall-prize" checked={prize.id === value} onChange={() => onChoose(prize.id)} />
            <span>
              {prize.name}
              <small class="field-hint">
                {winner === undefined ? t.winnerNone : isTold(rows, prize.id) ? t.winnerTold(winner) : t.winnerHidden}
              </small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
