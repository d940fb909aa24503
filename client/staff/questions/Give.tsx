import { useState } from 'preact/hooks';
import type { QuestionLink } from '../../../shared/access.ts';
import type { Answerer, MessageRow } from '../../../shared/rows/message.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { Button } from '../parts/Button.tsx';
import { copied } from '../parts/copied.ts';
import { Field } from '../parts/Field.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { answerers, keyOf, nameOf } from './answerers.ts';
import { words } from './words.ts';

const SHOWN = 12;

/** Whom a question is given to, then the link to send them. */
export function Give({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const show = useShow();
  const message = show.rows.value.get('message', id);
  const [choosing, choose] = useState(message?.given === undefined);
  const t = words();
  if (!message) return null;
  const who = nameOf(show.rows.value, message.given?.to) ?? t.someone;
  const give = async (to: Answerer | undefined) => {
    const from = message.given?.to;
    const done = await said(() => show.act('message.give', { message: id, ...(from && { from }), ...(to && { to }) }));
    if (done) choose(false);
    return done !== undefined;
  };
  return (
    <Sheet title={choosing || !message.given ? t.giveTitle : t.givenTitle(who)} onClose={onClose} tall>
      {choosing || !message.given ? (
        <Candidates onChoose={(to) => void give(to)} />
      ) : (
        <div class="stack">
          <Link message={message} />
          <Button onClick={() => choose(true)}>{t.giveOther}</Button>
          <Button
            tone="plain"
            onClick={() =>
              void give(undefined).then((done) => {
                // Refused, its link still opens: that must not be said otherwise.
                if (!done) return;
                toast(t.takenBack);
                onClose();
              })
            }
          >
            {t.takeBack}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function Candidates({ onChoose }: { readonly onChoose: (to: Answerer) => void }) {
  const rows = useShow().rows.value;
  const [query, setQuery] = useState('');
  const found = answerers(rows, query).slice(0, SHOWN);
  const t = words();
  return (
    <div class="stack">
      <Field label={t.search}>
        {(described) => (
          <input
            {...described}
            class="input"
            type="search"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        )}
      </Field>
      {found.length === 0 && <p class="soft">{t.nobody}</p>}
      <ul class="questions-people">
        {found.map(({ to, name, about, isTeam }) => (
          <li key={keyOf(to)}>
            <button type="button" class="questions-person" onClick={() => onChoose(to)}>
              <span class="strong">{name}</span>
              <span class="small soft clip">{isTeam ? t.team : about}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The link comes from the server, which must first have heard whom it is for. */
function Link({ message }: { readonly message: MessageRow }) {
  const show = useShow();
  const isHere = !show.outbox.value.some(({ mutation }) => mutation.name === 'message.give');
  const { reply } = useAsked<QuestionLink>(`/shows/${show.id}/questions/${encodeURIComponent(message.id)}/link`, {
    when: `${isHere} ${message.given?.atMs} ${show.link.value}`,
  });
  const t = words();
  // What was given since has another link: an older one must not be sent by mistake.
  if (!reply || !isHere || reply.givenMs !== message.given?.atMs) {
    return (
      <p class="soft" role="status">
        {t.linkComes}
      </p>
    );
  }
  const text = t.shareWords(showOf(show.rows.value)?.name ?? '');
  const { url } = reply;
  return (
    <section class="stack" aria-label={t.link}>
      <p class="soft">{t.linkWhy}</p>
      <p class="questions-link">{url}</p>
      {'share' in navigator && (
        <Button tone="act" wide large onClick={() => void navigator.share({ text, url }).catch(() => undefined)}>
          {t.share}
        </Button>
      )}
      <Button wide onClick={() => void copied(url).then((done) => toast(done ? t.copied : t.selectIt))}>
        {t.copy}
      </Button>
    </section>
  );
}
