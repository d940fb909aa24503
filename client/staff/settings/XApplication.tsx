import { useState } from 'preact/hooks';
import type { SignInMeans } from '../../../shared/connection.ts';
import { Button } from '../parts/Button.tsx';
import { copied } from '../parts/copied.ts';
import { Field } from '../parts/Field.tsx';
import { X_PORTAL } from './connecting.ts';
import { connectionWords } from './connection-words.ts';

/** In memory while the form is open, and nowhere else. */
export interface TypedApplication {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The app of the team's developer account at X that the server keeps for this show. */
export function KeptApplication({
  application: { clientId, hasSecret },
  onChange,
}: {
  readonly application: NonNullable<SignInMeans['application']>;
  readonly onChange: () => void;
}) {
  const t = connectionWords().application;
  return (
    <div class="settings-app stack">
      <p class="strong">{t.kept(clientId)}</p>
      <p class="small">{hasSecret ? t.secretKept : t.noSecret}</p>
      <Button onClick={onChange}>{t.change}</Button>
    </div>
  );
}

/** What that app is to be told, to be copied there, and what it is known by, to be copied here. */
export function NewApplication({
  redirectUrl,
  typed,
  onType,
}: {
  readonly redirectUrl: string;
  readonly typed: TypedApplication;
  readonly onType: (typed: TypedApplication) => void;
}) {
  const [copying, setCopying] = useState<'done' | 'refused'>();
  const t = connectionWords();
  const isLocalhost = new URL(redirectUrl).hostname === 'localhost';
  return (
    <>
      <p class="field-hint">{t.application.how}</p>
      <a class="button button-quiet button-wide" href={X_PORTAL} target="_blank" rel="noreferrer">
        {t.give.x}
      </a>
      <div class="settings-app stack">
        <p class="strong">{t.application.redirect}</p>
        <p class="settings-address">{redirectUrl}</p>
        <p class="small">{t.application.exact}</p>
        {isLocalhost && (
          <p class="settings-trouble" role="alert">
            {t.application.localhost}
          </p>
        )}
        <Button onClick={() => void copied(redirectUrl).then((done) => setCopying(done ? 'done' : 'refused'))}>
          {t.application.copy}
        </Button>
        <p class="small" role="status">
          {copying === 'done' ? t.application.copied : copying === 'refused' ? t.application.select : ''}
        </p>
      </div>
      <Field label={t.fields.appId.label} hint={t.fields.appId.hint}>
        {(described) => (
          <input
            {...described}
            name="clientId"
            class="input"
            type="text"
            autoComplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={typed.clientId}
            onInput={(event) => onType({ ...typed, clientId: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t.fields.clientSecret.label} hint={t.fields.clientSecret.hint}>
        {(described) => (
          // Not a password field: a browser would offer to keep it on this phone.
          <input
            {...described}
            name="clientSecret"
            class="input settings-secret"
            type="text"
            autoComplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={typed.clientSecret}
            onInput={(event) => onType({ ...typed, clientSecret: event.currentTarget.value })}
          />
        )}
      </Field>
      <p class="field-hint">{t.kept}</p>
    </>
  );
}
