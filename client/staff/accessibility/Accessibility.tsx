import { useEffect } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { Choices } from '../shell/Choices.tsx';
import { words } from './words.ts';

/** What was checked for people who read, hear or move otherwise, how, and what was not: for anyone, with no session. */
export function Accessibility() {
  const t = words();
  useEffect(() => {
    document.title = `${t.title} · ${common().app}`;
  }, [t]);
  return (
    <main class="page stack" id="main">
      <h1>{t.title}</h1>
      <p class="strong">{t.state}</p>
      <p>{t.stateWhy}</p>
      <section class="stack">
        <h2>{t.scope}</h2>
        <p>{t.scopeWhat}</p>
      </section>
      <section class="stack">
        <h2>{t.checked}</h2>
        <List of={Object.values(t.checks)} />
      </section>
      <section class="stack">
        <h2>{t.unchecked}</h2>
        <List of={Object.values(t.gaps)} />
      </section>
      <section class="stack">
        <h2>{t.contact}</h2>
        <p>{t.contactWhat}</p>
        <p>{t.defender}</p>
      </section>
      <p class="small soft">{t.made}</p>
      <Choices />
      <a class="button button-quiet button-wide" href="/">
        {t.back}
      </a>
    </main>
  );
}

function List({ of }: { readonly of: readonly string[] }) {
  return (
    <ul class="panel stack">
      {of.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
