import chevron from 'lucide-static/icons/chevron-right.svg?raw';
import { useState } from 'preact/hooks';
import type { OutLinkAbout } from '../../../shared/out-links.ts';
import type { PersonRow } from '../../../shared/rows/person.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Progress } from '../parts/Progress.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { Link } from './Link.tsx';
import { speakersIn } from './speakers-in.ts';
import { words } from './words.ts';

interface SpeakersProps {
  readonly links: readonly OutLinkAbout[];
  readonly may: boolean;
  readonly onChange: () => void;
}

/** Everyone of the running order, each with the link to what was said about them. */
export function Speakers({ links, may, onChange }: SpeakersProps) {
  const show = useShow();
  const rows = show.rows.value;
  const [opened, open] = useState<PersonRow>();
  const [making, setMaking] = useState<{ readonly done: number; readonly count: number }>();
  const people = speakersIn(rows);
  const linkOf = ({ id }: PersonRow) => links.find(({ person }) => person === id);
  const without = people.filter((person) => !linkOf(person));
  const openedLink = opened && linkOf(opened);
  const name = showOf(rows)?.name ?? '';
  const t = words();
  const make = async (whom: readonly PersonRow[]) => {
    for (const [done, { id }] of whom.entries()) {
      setMaking({ done, count: whom.length });
      // The first that fails says why, and the rest would fail alike.
      if (!(await sent('POST', `/shows/${encodeURIComponent(show.id)}/links`, { person: id }))) break;
    }
    setMaking(undefined);
    onChange();
  };
  return (
    <section class="panel stack">
      <h2>{t.speakers}</h2>
      <p class="small soft">{t.speakersWhy}</p>
      {people.length === 0 && (
        <Empty title={t.noSpeaker}>
          <p class="soft">{t.noSpeakerWhy}</p>
        </Empty>
      )}
      {making && <Progress label={t.making(making.done, making.count)} share={making.done / making.count} />}
      {may && without.length > 0 && (
        <Button wide disabled={making !== undefined} onClick={() => void make(without)}>
          {t.makeAll(without.length)}
        </Button>
      )}
      {people.length > 0 && (
        <ul class="settings-list">
          {people.map((person) => {
            const link = linkOf(person);
            return (
              <li key={person.id}>
                {link ? (
                  <button type="button" class="settings-link" onClick={() => open(person)}>
                    <span class="grow">{person.name}</span>
                    <Chip tone="done">{t.link}</Chip>
                    <Icon of={chevron} size={1.25} />
                  </button>
                ) : (
                  <div class="settings-link">
                    <span class="grow">{person.name}</span>
                    {may && (
                      <Button
                        tone="plain"
                        disabled={making !== undefined}
                        aria-label={t.makeSays(person.name)}
                        onClick={() => void make([person])}
                      >
                        {t.make}
                      </Button>
                    )}
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {opened && openedLink && (
        <Sheet title={t.linkOf(opened.name)} onClose={() => open(undefined)}>
          <Link
            link={openedLink}
            may={may}
            title={t.shareTitle(name)}
            onWithdrawn={() => {
              open(undefined);
              onChange();
            }}
          >
            <a class="button button-quiet" href={openedLink.url} target="_blank" rel="noreferrer">
              {t.see}
            </a>
          </Link>
        </Sheet>
      )}
    </section>
  );
}
