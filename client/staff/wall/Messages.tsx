import { useEffect, useState } from 'preact/hooks';
import type { MessageRow, Verdict } from '../../../shared/rows/message.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Badge } from '../parts/Badge.tsx';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { said } from '../shell/act.ts';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { type Judged, sortedMessages, stands } from './sorted-messages.ts';
import { words } from './words.ts';

/** The audience's messages, one at a time under the thumb; what is on the wall can leave it. */
export function Messages({ moderates }: { readonly moderates: boolean }) {
  const show = useShow();
  const { fresh, shown, aside, refused } = sortedMessages(show.rows.value);
  const t = words().messages;
  const [first] = fresh;
  const [last, setLast] = useState<Judged>();
  const judged: OnJudge = (message, to, question) =>
    void judge(show, message, to, question).then((done) => done && setLast({ message, to }));
  const isNone = fresh.length + shown.length + aside.length + refused.length === 0;
  return (
    <section class="panel stack">
      <h2 class="row">
        <span class="grow">{t.title}</span>
        <a class="button button-plain" href={pathTo(show.id, 'questions')}>
          {common().screens.questions}
        </a>
        <Badge count={fresh.length} says={t.toJudge(fresh.length)} />
      </h2>
      {isNone && <p class="soft">{t.noneYet}</p>}
      {!isNone && !first && <p class="soft">{t.none}</p>}
      {first &&
        (moderates ? <Judge key={first.id} message={first} onJudge={judged} /> : <p class="soft">{t.readOnly}</p>)}
      {last && stands(show.rows.value, last) && <Undo last={last} onUndone={() => setLast(undefined)} />}
      <List title={t.shown} messages={shown} open moderates={moderates} onJudge={judged} to="aside" label={t.hide} />
      <List title={t.asideList} messages={aside} moderates={moderates} onJudge={judged} to="shown" label={t.show} />
      <List title={t.refusedList} messages={refused} moderates={moderates} onJudge={judged} to="shown" label={t.show} />
    </section>
  );
}

/** Two quick taps must not judge the message that took the place of the first. */
const SETTLE_MS = 600;

function Judge({ message, onJudge }: { readonly message: MessageRow; readonly onJudge: OnJudge }) {
  const [question, ask] = useState(message.question ?? false);
  const [ready, setReady] = useState(false);
  const t = words().messages;
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  const to = (verdict: Verdict) => ready && onJudge(message, verdict, question);
  return (
    <article class="wall-judge stack">
      <Said message={message} />
      <Chip pressed={question} onPress={() => ask(!question)}>
        {t.question}
      </Chip>
      <Button tone="act" wide large aria-disabled={!ready} onClick={() => to('shown')}>
        {t.show}
      </Button>
      <div class="dock-row">
        <Button aria-disabled={!ready} onClick={() => to('aside')}>
          {t.aside}
        </Button>
        <Button aria-disabled={!ready} onClick={() => to('refused')}>
          {t.refuse}
        </Button>
      </div>
    </article>
  );
}

function Said({ message }: { readonly message: MessageRow }) {
  const show = useShow();
  const zone = showOf(show.rows.value)?.zone ?? 'Europe/Paris';
  const t = words().messages;
  return (
    <>
      <p class="wall-message" dir="auto">
        {message.words}
      </p>
      <p class="small soft">
        {t.by(message.author, common().networks[message.network])} · {hour(message.saidMs, zone, language.value)}
        {message.question && ` · ${t.questionMark}`}
      </p>
    </>
  );
}

function List({
  title,
  messages,
  open,
  moderates,
  onJudge,
  to,
  label,
}: {
  readonly title: string;
  readonly messages: readonly MessageRow[];
  readonly open?: boolean;
  readonly moderates: boolean;
  readonly onJudge: OnJudge;
  readonly to: Verdict;
  readonly label: string;
}) {
  const t = words().messages;
  if (messages.length === 0) return null;
  return (
    <details class="wall-list" open={open ?? false}>
      <summary>
        {title} ({messages.length})
      </summary>
      <ul>
        {messages.map((message) => (
          <li key={message.id} class="wall-item">
            <div class="grow">
              <Said message={message} />
            </div>
            {moderates && (
              <Button
                {...(to === 'aside' && { 'aria-label': t.hideSays(message.author) })}
                onClick={() => onJudge(message, to, message.question)}
              >
                {label}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Said in its place and not in passing: a panel over the buttons would stop who judges one message after another. */
function Undo({ last: { message, to }, onUndone }: { readonly last: Judged; readonly onUndone: () => void }) {
  const show = useShow();
  const t = words().messages;
  const undo = () =>
    void judge(show, { ...message, verdict: to }, message.verdict, message.question ?? false).then(onUndone);
  return (
    <div class="wall-undo" role="status">
      <p class="grow small clip">
        <span class="strong">{t.done[to]}</span> <span class="soft">{message.words}</span>
      </p>
      <Button tone="plain" onClick={undo}>
        {common().undo}
      </Button>
    </div>
  );
}

type OnJudge = (message: MessageRow, to: Verdict, question?: boolean) => void;

async function judge(show: ShowModel, { id, verdict }: MessageRow, to: Verdict, question?: boolean): Promise<boolean> {
  const asked = question === undefined ? {} : { question };
  return (await said(() => show.act('message.judge', { message: id, from: verdict, to, ...asked }))) !== undefined;
}
