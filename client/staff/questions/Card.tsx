import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { needsTeam, type Question } from '../../../shared/question.ts';
import type { Network } from '../../../shared/rows/channel.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { cueTerms } from '../../words/cues.ts';
import { language } from '../../words/words.ts';
import { accountName } from '../parts/account-name.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Text } from '../parts/Text.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { nameOf, replierOf } from './answerers.ts';
import { answerPost } from './prepare.ts';
import { words } from './words.ts';

/** One question: what is asked, whose it is, how long is left, and the one thing to do next. */
export function Card({
  question,
  atMs,
  onGive,
}: {
  readonly question: Question;
  readonly atMs: number;
  readonly onGive: () => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const { message, state, askedMs, dueMs, overdue } = question;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const t = words();
  const isDone = state === 'answered';
  return (
    <article class="panel questions-card" data-overdue={overdue}>
      <p class="questions-words" dir="auto">
        {message.words || t.onlyLink}
      </p>
      <p class="small soft">
        {[
          // What was heard in the hall is on no network.
          message.url === undefined && message.network === 'other'
            ? t.byHand(message.author)
            : t.by(message.author, common().networks[message.network]),
          t.age(cueTerms().span(atMs - askedMs)),
          !isDone && t.before(hour(dueMs, zone, language.value)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p class="row row-wrap">
        <Chip tone={isDone ? 'done' : needsTeam(question) ? 'act' : 'plain'}>{stateWords()}</Chip>
        {overdue && <Chip tone="air">{atMs >= dueMs ? t.overdue : t.late}</Chip>}
      </p>
      {message.reply && (
        <blockquote class="questions-reply" dir="auto">
          {message.reply.words}
        </blockquote>
      )}
      <Acts question={question} atMs={atMs} onGive={onGive} />
    </article>
  );

  function stateWords(): string {
    const who = nameOf(rows, message.given?.to) ?? t.someone;
    switch (state) {
      case 'open':
        return t.open;
      case 'given':
        return t.given(who);
      case 'taken':
        return t.taken(who);
      case 'replied':
        return t.replied(replierOf(rows, message) ?? t.byLink);
      case 'answered': {
        const by = rows.get('staff', message.answeredBy ?? '')?.name ?? t.someone;
        return t.answered(by, cueTerms().span((message.answeredMs ?? atMs) - askedMs));
      }
    }
  }
}

function Acts({
  question: { message, state },
  atMs,
  onGive,
}: {
  readonly question: Question;
  readonly atMs: number;
  readonly onGive: () => void;
}) {
  const show = useShow();
  const { route } = useLocation();
  const [writing, setWriting] = useState(false);
  const me = show.me.value;
  const t = words();
  const brings = me?.hats.some((hat) => hat === 'write' || hat === 'approve' || hat === 'moderate') ?? false;
  const to = message.given?.to;
  const isMine = to !== undefined && 'staff' in to && to.staff === me?.id;
  const saw = message.given?.atMs ?? 0;
  const answer = async (done: boolean) => {
    if (!(await said(() => show.act('message.answer', { message: message.id, to: done })))) return;
    toast(done ? t.doneSaid : t.notDone, done ? { undo: { label: common().undo, run: () => void answer(false) } } : {});
  };
  const unask = async () => {
    if (!(await said(() => show.act('message.ask', { message: message.id, to: false })))) return;
    const run = () => void said(() => show.act('message.ask', { message: message.id, to: true }));
    toast(t.notQuestionSaid, { undo: { label: common().undo, run } });
  };
  const prepare = async () => {
    const post = show.newId();
    const made = answerPost(show.rows.peek(), message, { atMs, quote: t.quote });
    if (!(await said(() => show.act('post.create', { post, ...made })))) return;
    const from = message.answerPost;
    await said(() => show.act('message.link', { message: message.id, ...(from !== undefined && { from }), to: post }));
    route(pathTo(show.id, 'posts', post));
  };
  if (writing) return <Write message={message} onClose={() => setWriting(false)} />;
  if (state === 'answered') {
    return brings ? (
      <Button tone="plain" onClick={() => void answer(false)}>
        {t.notDone}
      </Button>
    ) : null;
  }
  if (!brings && !isMine) return null;
  const network = common().networks[message.network];
  const ours = oursOn(show.rows.value, message.network);
  return (
    <div class="questions-acts">
      {isMine && state === 'given' && (
        <Button tone="act" wide onClick={() => void said(() => show.act('message.take', { message: message.id, saw }))}>
          {t.takeIt}
        </Button>
      )}
      {brings && state === 'open' && (
        <Button tone="act" wide large onClick={onGive}>
          {t.give}
        </Button>
      )}
      {state === 'replied' && message.url && ours && <p class="small soft">{t.from(ours)}</p>}
      {state === 'replied' && message.url && (
        <a class="button button-act button-wide" href={message.url} target="_blank" rel="noopener noreferrer">
          {t.respond(network)}
        </a>
      )}
      {state !== 'replied' && message.url && (
        <a class="button button-quiet" href={message.url} target="_blank" rel="noopener noreferrer">
          {t.see}
        </a>
      )}
      {brings && (state === 'given' || state === 'taken') && <Button onClick={onGive}>{t.link}</Button>}
      <Button onClick={() => setWriting(true)}>{t.write}</Button>
      {brings &&
        state === 'replied' &&
        (message.answerPost !== undefined ? (
          <a class="button button-quiet" href={pathTo(show.id, 'posts', message.answerPost)}>
            {t.prepared}
          </a>
        ) : (
          me?.hats.includes('write') && <Button onClick={() => void prepare()}>{t.prepare}</Button>
        ))}
      {brings && <Button onClick={() => void answer(true)}>{t.done}</Button>}
      {brings && state === 'open' && (
        <Button tone="plain" onClick={() => void unask()}>
          {t.notQuestion}
        </Button>
      )}
    </div>
  );
}

/** Our account where it was asked: a phone opens the link under whichever account its owner used last. */
function oursOn(rows: Rows, network: Network): string | undefined {
  const channel = [...rows.all('channel')].find((each) => each.on && each.network === network);
  return channel && accountName(channel);
}

/** The reply as someone of the team writes it: told on the telephone, or corrected. */
function Write({ message, onClose }: { readonly message: Question['message']; readonly onClose: () => void }) {
  const show = useShow();
  const seen = message.reply?.words;
  // What was there when it was opened is what is replaced; anything newer is shown before it is lost.
  const [from] = useState(seen);
  const [typed, type] = useState(seen ?? '');
  const t = words();
  const save = async () => {
    const args = { message: message.id, to: typed, ...(from !== undefined && { from }) };
    if (!(await said(() => show.act('message.reply', args)))) return;
    toast(t.saved);
    onClose();
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Text label={t.reply} lines={5} max={10_000} value={typed} onChange={type} />
      <div class="row">
        <Button onClick={onClose}>{common().cancel}</Button>
        <Button type="submit" tone="act" disabled={typed.trim() === '' || typed.trim() === seen}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}
