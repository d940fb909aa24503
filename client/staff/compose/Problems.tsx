import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import type { Problem } from './problems.ts';
import { words } from './words.ts';

/** What stops the approval, then what is worth a look. Nothing is ever cut or changed for the writer. */
export function Problems({
  problems,
  onLighten,
}: {
  readonly problems: readonly Problem[];
  /** Gives a channel words of its own, with spaces that count for less. */
  readonly onLighten?: (channel: string) => void;
}) {
  if (problems.length === 0) return null;
  return (
    <ul class="compose-problems">
      {distinct(problems).map(([says, problem]) => {
        return (
          <li key={says} class={problem.blocks ? 'compose-problem compose-blocks' : 'compose-problem'}>
            {says}
            {problem.code === 'narrow-spaces' && onLighten && (
              <Button tone="plain" onClick={() => onLighten(problem.channel)}>
                {words().problems.lighten}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Two accounts of one network have the same limits: what is said of both is said once. */
const distinct = (problems: readonly Problem[]): readonly (readonly [string, Problem])[] => [
  ...new Map(problems.map((problem) => [problemWords(problem), problem])),
];

/** A problem in words. */
export function problemWords(problem: Problem): string {
  const t = words().problems;
  const network = 'network' in problem ? common().networks[problem.network] : '';
  switch (problem.code) {
    case 'no-words':
      return t.noWords;
    case 'no-channel':
      return t.noChannel;
    case 'two-versions':
      return t.twoVersions;
    case 'too-long':
      return problem.unit === 'byte' ? t.tooManyBytes(network, problem.over) : t.tooLong(network, problem.over);
    case 'too-many-photos':
      return t.tooManyPhotos(network, problem.limit);
    case 'photo-needed':
      return t.photoNeeded(network);
    case 'no-alt':
      return t.noAlt;
    case 'alt-open':
      return t.altOpen;
    case 'alt-too-long':
      return t.altTooLong(network, problem.limit);
    case 'rights':
      return t.rights(problem.person);
    case 'rights-unsure':
      return t.rightsUnsure(problem.person);
    case 'token':
      return t.tokens[problem.problem](problem.raw);
    case 'hashtag':
      return t.hashtag(problem.tag, problem.reads);
    case 'hour':
      return t.hour(problem.hour);
    case 'narrow-spaces':
      return t.narrowSpaces(problem.gain);
    case 'middle-dot':
      return t.middleDot(problem.word);
    case 'slot':
      return t.slots[problem.slot.kind];
  }
}
