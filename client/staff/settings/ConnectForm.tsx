import { useEffect, useRef, useState } from 'preact/hooks';
import type { CheckedReply, CheckReply, Identity, ServedNetwork } from '../../../shared/connection.ts';
import { readReason } from '../../../shared/network-reason.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { ask } from '../../sync/session-http.ts';
import { common } from '../../words/common.ts';
import { type HttpFailure, httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useShow } from '../shell/show-context.ts';
import { CheckFailed } from './CheckFailed.tsx';
import {
  bodyOf,
  CHOICES,
  type ConnectionField,
  fieldAtFault,
  fieldNamed,
  giverOf,
  isAppPassword,
  type Typed,
  WANTED,
} from './connecting.ts';
import { connectionPath } from './connection-path.ts';
import { connectionWords } from './connection-words.ts';
import { troubleWords } from './trouble-words.ts';

interface ConnectFormProps {
  readonly channel: ChannelRow;
  readonly network: ServedNetwork;
  readonly offline: boolean;
  readonly onDone: (identity: Identity) => void;
  readonly onCancel: () => void;
  /** Where the network also has a page of its own to sign in on. */
  readonly onSignIn?: () => void;
}

/** What a network asks for, checked by the server before it keeps it. What is typed lives as long as this form. */
export function ConnectForm({ channel, network, offline, onDone, onCancel, onSignIn }: ConnectFormProps) {
  const show = useShow();
  const [typed, setTyped] = useState<Typed>({});
  const asked = CHOICES[network];
  const [choice, choose] = useState<NonNullable<typeof asked>['values'][number] | ''>(asked?.values[0] ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Extract<CheckReply, { ok: false }>>();
  const [unanswered, setUnanswered] = useState<HttpFailure>();
  const [fault, setFault] = useState<{ readonly field: ConnectionField; readonly why: string }>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The field to mend may be above what is in sight.
    if (fault) form.current?.querySelector<HTMLElement>(`[name="${fault.field}"]`)?.focus();
  }, [fault]);
  const t = connectionWords();
  const body = bodyOf(network, typed, choice);
  const giver = giverOf(network, typed);
  const connect = async () => {
    if (!body) return;
    setBusy(true);
    setFailure(undefined);
    setFault(undefined);
    setUnanswered(undefined);
    const answered = await ask<CheckedReply>(connectionPath(show.id, channel.id), {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    setBusy(false);
    if (!answered.ok) {
      const field =
        answered.code === 'bad-packet' ? fieldNamed(network, 'detail' in answered ? answered.detail : '') : undefined;
      if (field) setFault({ field, why: t.unread });
      else setUnanswered(answered.code);
    } else if (answered.check.ok) onDone(answered.check.identity);
    else {
      const { code, detail } = readReason(answered.check.reason);
      const field = fieldAtFault(network, code);
      if (field) setFault({ field, why: [troubleWords(code), detail].filter(Boolean).join(' ') });
      else setFailure(answered.check);
    }
  };
  const wrongOf = (field: ConnectionField): string | undefined => {
    if (fault?.field === field) return fault.why;
    const words = typed[field] ?? '';
    return network === 'bluesky' && field === 'password' && words !== '' && !isAppPassword(words)
      ? t.notAppPassword
      : undefined;
  };
  return (
    <form
      ref={form}
      class="stack"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      {giver && (
        <a class="button button-quiet button-wide" href={giver} target="_blank" rel="noreferrer">
          {t.give[network]}
        </a>
      )}
      {WANTED[network].map(({ field, secret }) => {
        const wrong = wrongOf(field);
        return (
          <Field
            key={field}
            label={t.fields[field].label}
            hint={t.fields[field].hint}
            {...(wrong !== undefined && { wrong })}
          >
            {(described) => (
              // Not a password field: a browser would offer to keep it on this phone.
              <input
                {...described}
                name={field}
                class={secret ? 'input settings-secret' : 'input'}
                type="text"
                autoComplete="off"
                autocapitalize="none"
                spellcheck={false}
                value={typed[field] ?? ''}
                onInput={(event) => {
                  setTyped({ ...typed, [field]: event.currentTarget.value });
                  if (fault?.field === field) setFault(undefined);
                }}
              />
            )}
          </Field>
        );
      })}
      {asked && (
        <Segmented
          showLabel
          label={t.choices[asked.field]}
          options={asked.values.map((value) => ({ value, label: t.choices[value] }))}
          value={choice}
          onChoose={choose}
        />
      )}
      <p class="field-hint">{t.kept}</p>
      {failure && <CheckFailed check={failure} />}
      {unanswered && (
        <p class="settings-trouble" role="alert">
          {httpRefusalWords(unanswered)}
        </p>
      )}
      {onSignIn && network !== 'bluesky' && (
        <Button tone="plain" wide disabled={busy} onClick={onSignIn}>
          {t.bySignIn[network]}
        </Button>
      )}
      <div class="row">
        <Button disabled={busy} onClick={onCancel}>
          {common().cancel}
        </Button>
        <Button type="submit" tone="act" class="grow" disabled={busy || offline || !body}>
          {busy ? t.connecting : t.connect}
        </Button>
      </div>
    </form>
  );
}
