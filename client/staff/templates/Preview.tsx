import { useState } from 'preact/hooks';
import { isStopped, type Planned, type TemplateProblem } from '../../../shared/templates.ts';
import { measure } from '../../../shared/text/length.ts';
import { render } from '../../../shared/text/tokens.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

const SHOWN = 20;

/** Every post as it will stand, with what is wrong with it, before it is made. */
export function Preview({ planned, atMs }: { readonly planned: readonly Planned[]; readonly atMs: number }) {
  const [all, showAll] = useState(false);
  const t = words().preview;
  // Those that nobody can make come first: they are what there is to do.
  const rank = (each: Planned) => (each.isThere ? 2 : isStopped(each) ? 0 : 1);
  const ordered = [...planned].sort((a, b) => rank(a) - rank(b));
  const stopped = planned.filter((each) => !each.isThere && isStopped(each)).length;
  const there = planned.filter(({ isThere }) => isThere).length;
  return (
    <section class="stack" aria-label={t.label}>
      <h2>{t.title}</h2>
      <p class="small soft">{t.sum(planned.length - stopped - there, stopped, there)}</p>
      <ul class="templates-list">
        {ordered.slice(0, all ? ordered.length : SHOWN).map((each) => (
          <One key={each.segment.id} planned={each} atMs={atMs} />
        ))}
      </ul>
      {!all && ordered.length > SHOWN && <Button onClick={() => showAll(true)}>{t.all(ordered.length)}</Button>}
    </section>
  );
}

function One({ planned, atMs }: { readonly planned: Planned; readonly atMs: number }) {
  const rows = useShow().rows.value;
  const t = words().preview;
  const { segment, fields, isThere } = planned;
  const title = shortTitle(rows, segment);
  if (isThere) {
    return (
      <li class="panel templates-there">
        <span class="grow">{title}</span>
        <span class="small soft">{t.there}</span>
      </li>
    );
  }
  const shown = fields.channels.flatMap((id) => {
    const network = rows.get('channel', id)?.network;
    if (!network) return [];
    const said = render(planned.words, {
      rows,
      network,
      atMs,
      fills: {},
      segment: segment.id,
      language: fields.language,
    });
    return [{ network, said, ...measure(network, said) }];
  });
  // The fullest tells whether all of them fit.
  const [fullest] = [...shown].sort((a, b) => b.length / b.limit - a.length / a.limit);
  return (
    <li class="panel stack" data-stopped={isStopped(planned)}>
      <p class="row">
        <span class="strong grow">{title}</span>
        {fullest && (
          <span class="small soft">{t.fullest(common().networks[fullest.network], fullest.length, fullest.limit)}</span>
        )}
      </p>
      <p class="templates-words" lang={fields.language}>
        {fullest?.said ?? planned.words}
      </p>
      {planned.problems.length > 0 && (
        <ul class="row row-wrap">
          {planned.problems.map((problem) => (
            <li key={JSON.stringify(problem)}>
              <Chip tone={isStop(problem) ? 'air' : 'plain'}>{problemWords(problem)}</Chip>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const isStop = ({ code }: TemplateProblem): boolean => code === 'empty' || code === 'too-long' || code === 'no-channel';

function problemWords(problem: TemplateProblem): string {
  const t = words();
  const p = t.preview.problems;
  switch (problem.code) {
    case 'empty':
      return p.empty(t.form.placeNames[problem.place]);
    case 'too-long':
      return p.tooLong(common().networks[problem.network], problem.over);
    case 'no-channel':
      return p.noChannel;
    case 'no-handle':
      return p.noHandle(problem.person, common().networks[problem.network]);
    case 'rights':
      return p.rights(problem.person);
    case 'rights-unsure':
      return p.rightsUnsure(problem.person);
    case 'no-agreement':
      return p.noAgreement(problem.person);
  }
}
