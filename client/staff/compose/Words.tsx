import { useEffect, useRef, useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { channelName } from '../parts/channel-name.ts';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { HourPicker } from './HourPicker.tsx';
import { MentionPicker } from './MentionPicker.tsx';
import { marksIn, mentionOf, shown, stored, TAGS, timeOf } from './naming.ts';
import { channelsHaveTags } from './start.ts';
import { inserted, mentionAt, type Typed } from './typing.ts';
import { useTypography } from './use-typography.ts';
import { Variants } from './Variants.tsx';
import { words } from './words.ts';

/** The words, with what stands for people, hours and places coloured behind them. */
export function Words({ composer, focus }: { readonly composer: Composer; readonly focus: boolean }) {
  const show = useShow();
  const rows = show.rows.value;
  const post = composer.post.value;
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [hours, setHours] = useState(false);
  const t = words();
  const edited = shown(composer.words.value, rows);
  const variant = composer.variant.value;
  const channel = variant === ALL_CHANNELS ? undefined : rows.get('channel', variant);
  const typography = useTypography(composer, { edited, network: channel?.network });

  useEffect(() => {
    if (!focus || !area.current || area.current.readOnly) return;
    const from = composer.exists.peek() ? area.current.value.length : composer.firstCaret;
    area.current.focus();
    area.current.setSelectionRange(from, from);
  }, [composer]);

  const here = (): Typed => ({
    words: area.current?.value ?? edited,
    caret: area.current?.selectionStart ?? edited.length,
  });
  // Into the field at once, not with the next drawing: a letter typed in between would land behind a caret put too late.
  const put = (next: Typed) => {
    composer.type(stored(next.words, rows));
    setCaret(next.caret);
    if (!area.current) return;
    area.current.value = next.words;
    area.current.setSelectionRange(next.caret, next.caret);
  };
  const insert = (what: string) => {
    const { words: said, caret: from } = here();
    put(inserted(said, { from, to: area.current?.selectionEnd ?? from }, what));
    area.current?.focus();
  };
  const onInput = (target: HTMLTextAreaElement) => {
    const now = { words: target.value, caret: target.selectionStart };
    const set = typography.typed(now);
    if (set) put(set);
    else {
      composer.type(stored(now.words, rows));
      setCaret(now.caret);
    }
  };
  const putIfAny = (next: Typed | undefined) => next && put(next);
  // On leaving what was typed here; the caret stays where it is, or the phone would bring its keyboard back.
  const leave = () => {
    if (composer.state.peek() === 'written') return;
    const set = typography.left({ words: edited, caret: 0 });
    if (set) composer.type(stored(set.words, rows));
  };
  const mention = composer.mayWrite ? mentionAt({ words: edited, caret }) : undefined;
  const tags = showOf(rows)?.hashtags ?? [];
  return (
    <div class="compose-writing">
      <Variants composer={composer} />
      <div class="compose-words">
        <div class="compose-marks" aria-hidden="true">
          {marksIn(edited, rows, post.slots).map(({ words, kind }, at) =>
            kind === 'plain' ? (
              words
            ) : (
              <mark key={`${at}`} class={`compose-mark compose-mark-${kind}`}>
                {words}
              </mark>
            ),
          )}
          {/* The last line counts even when it is empty, so that the area is as high as its words. */}
          {'\n'}
        </div>
        <textarea
          ref={area}
          class="compose-area"
          lang={post.language}
          aria-label={channel ? t.wordsFor(channelName(rows, channel.id)) : t.words}
          placeholder={t.placeholder}
          value={edited}
          readOnly={!composer.mayWrite}
          autocapitalize="sentences"
          spellcheck
          onInput={(event) => onInput(event.currentTarget)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onBlur={leave}
        />
      </div>
      {mention && (
        <MentionPicker
          query={mention.query}
          segment={post.segment}
          area={area}
          onChoose={(person, full) => {
            const token = shown(mentionOf(person, full), rows);
            const space = /^\s/.test(edited.slice(caret)) ? '' : ' ';
            put(inserted(edited, { from: mention.from, to: caret }, token + space));
            area.current?.focus();
          }}
        />
      )}
      {hours && (
        <HourPicker
          onClose={() => setHours(false)}
          onChoose={(segment) => {
            setHours(false);
            insert(shown(timeOf(segment), rows));
          }}
        />
      )}
      {composer.mayWrite && (
        <div class="compose-tools">
          <Button aria-label={t.tools.mention} onClick={() => insert(needsSpace(edited, area.current) ? ' @' : '@')}>
            @
          </Button>
          {channelsHaveTags(rows) && (
            <Button
              aria-label={t.tools.tags}
              onClick={() => insert(shown(needsSpace(edited, area.current) ? ` ${TAGS}` : TAGS, rows))}
            >
              {shown(TAGS, rows)}
            </Button>
          )}
          {tags.map((tag) => (
            <Button key={tag} onClick={() => insert(needsSpace(edited, area.current) ? ` ${tag}` : tag)}>
              {tag}
            </Button>
          ))}
          <Button aria-expanded={hours} onClick={() => setHours(!hours)}>
            {t.tools.hour}
          </Button>
          <Button onClick={() => putIfAny(typography.asked(here()))}>{t.tools.typography}</Button>
        </div>
      )}
      {typography.correction && (
        <p class="compose-typography small" role="status">
          <span class="grow">{t.typeset}</span>
          <Button
            tone="plain"
            // The keyboard stays up, and what is being typed is not corrected by leaving it.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => putIfAny(typography.undo(here()))}
          >
            {common().undo}
          </Button>
        </p>
      )}
    </div>
  );
}

const needsSpace = (said: string, area: HTMLTextAreaElement | null): boolean =>
  /[^\s(«“]$/u.test(said.slice(0, area?.selectionStart ?? said.length));
