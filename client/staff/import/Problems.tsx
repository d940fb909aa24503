import { useState } from 'preact/hooks';
import { type ImportProblem, isLeftOut } from '../../../shared/import.ts';
import { Button } from '../parts/Button.tsx';
import { inOrder } from './importing.ts';
import { words } from './words.ts';

const SHOWN = 12;

/** What to mend in the file, line by line, or to look at once it is imported. */
export function Problems({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const [all, showAll] = useState(false);
  const t = words().problems;
  if (problems.length === 0) return null;
  const ordered = inOrder(problems);
  const out = problems.filter(isLeftOut).length;
  return (
    <section class="panel stack" aria-label={t.label}>
      <h2>{t.title(out, problems.length - out)}</h2>
      <ul class="import-problems">
        {ordered.slice(0, all ? ordered.length : SHOWN).map((problem) => {
          const { code, line, about, value } = problem;
          return (
            <li key={`${line} ${code} ${about} ${value}`} data-out={isLeftOut(problem)}>
              <p>
                <strong>{t.line(line)}</strong> {about !== undefined && <span class="strong">{about}. </span>}
                {t.codes[code](problem)}
              </p>
            </li>
          );
        })}
      </ul>
      {!all && ordered.length > SHOWN && <Button onClick={() => showAll(true)}>{t.all(ordered.length)}</Button>}
    </section>
  );
}
