import { handleOf, isHandle } from '../../shared/handles.ts';
import type { ImportProblem, ProblemCode } from '../../shared/import.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { ImageRights, PersonRow } from '../../shared/rows/person.ts';
import type { SegmentKind } from '../../shared/rows/segment.ts';

/** What every format is read as. Keys are the file's own: they name the same thing when it is read again. */
export interface Reading {
  readonly rooms: readonly ReadRoom[];
  readonly people: readonly ReadPerson[];
  readonly segments: readonly ReadSegment[];
  readonly problems: readonly ImportProblem[];
}
export interface ReadRoom {
  readonly key: string;
  readonly name: string;
}
/** What is undefined is not said by the file, and is left as it is. */
export interface ReadPerson {
  readonly key: string;
  readonly line: number;
  readonly name: string;
  readonly kind?: PersonRow['kind'] | undefined;
  readonly acronym?: string | undefined;
  readonly handles?: Readonly<Record<string, string>> | undefined;
  /** In words; an organisation of that name is linked. */
  readonly affiliation?: string | undefined;
  readonly role?: string | undefined;
  readonly about?: PersonRow['about'];
  readonly imageRights?: ImageRights | undefined;
  readonly restrictions?: readonly string[] | undefined;
}
export interface ReadSegment {
  readonly key: string;
  readonly line: number;
  readonly title: string;
  readonly kind: SegmentKind;
  readonly rooms: readonly string[];
  readonly people: readonly string[];
  readonly plannedMs: number;
  readonly durationMs: number;
  readonly language?: string | undefined;
}

/** Longest name or title that a row takes. */
const NAME_LIMIT = 300;

/** One line of text: spaces and line ends made one space, NFC; undefined where there is nothing. */
export function lineOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const line = String(value).normalize('NFC').replace(/\s+/gu, ' ').trim();
  return line === '' ? undefined : line;
}

/** Gathers what a format reads, each room and person once, and what is wrong with it. */
export class Gathering {
  readonly #rooms = new Map<string, ReadRoom>();
  readonly #people = new Map<string, ReadPerson>();
  readonly #segments: ReadSegment[] = [];
  readonly #odd = new Set<string>();
  readonly problems: ImportProblem[] = [];

  problem(code: ProblemCode, line: number, more: Omit<ImportProblem, 'code' | 'line'> = {}): undefined {
    this.problems.push({ code, line, ...more });
  }

  /** The room's key, for a segment. */
  room(name: string, key = fold(name)): string {
    if (!this.#rooms.has(key)) this.#rooms.set(key, { key, name });
    return key;
  }

  /** The person's key, for a segment. Said twice, what is said later fills what was not said before. */
  person(person: ReadPerson): string {
    const known = this.#people.get(person.key);
    const said = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));
    this.#people.set(person.key, known ? ({ ...said, ...known } as ReadPerson) : person);
    return person.key;
  }
  hasPerson(key: string): boolean {
    return this.#people.has(key);
  }

  segment(segment: ReadSegment): void {
    if (segment.title.length <= NAME_LIMIT) this.#segments.push(segment);
    else this.problem('too-long', segment.line, { about: `${segment.title.slice(0, 60)}…` });
  }

  /** A field that a row would not take is left out, and said. */
  short(value: string | undefined, line: number, about: string): string | undefined {
    if (value === undefined || value.length <= NAME_LIMIT) return value;
    this.problem('field-too-long', line, { about, value: `${value.slice(0, 60)}…` });
    return undefined;
  }

  /** What no network could know, sent behind an `@`, is left out and said, once of each person: their name is written. */
  handle(network: Network, typed: string, { line, about }: { readonly line: number; readonly about: string }): string {
    const handle = this.short(lineOf(handleOf(network, typed)), line, about) ?? '';
    if (handle === '' || isHandle(network, handle)) return handle;
    const key = `${network} ${about} ${handle}`;
    if (!this.#odd.has(key)) this.problem('odd-handle', line, { about, value: handle, near: network });
    this.#odd.add(key);
    return '';
  }

  reading(): Reading {
    const segments = [...this.#segments].sort((a, b) => a.plannedMs - b.plannedMs || a.line - b.line);
    this.#overlaps(segments);
    this.#sharedHandles();
    const problems = [...this.problems].sort((a, b) => a.line - b.line);
    return { rooms: [...this.#rooms.values()], people: [...this.#people.values()], segments, problems };
  }

  #overlaps(segments: readonly ReadSegment[]): void {
    const last = new Map<string, ReadSegment>();
    for (const segment of segments) {
      for (const room of segment.rooms) {
        const before = last.get(room);
        if (before && before.plannedMs + before.durationMs > segment.plannedMs) {
          this.problem('overlap', segment.line, { about: segment.title, value: before.title, other: before.line });
        }
        if (!before || before.plannedMs + before.durationMs < segment.plannedMs + segment.durationMs) {
          last.set(room, segment);
        }
      }
    }
  }

  #sharedHandles(): void {
    const first = new Map<string, ReadPerson>();
    for (const person of this.#people.values()) {
      for (const [network, handle] of Object.entries(person.handles ?? {})) {
        const key = `${network} ${handle.toLowerCase()}`;
        const other = first.get(key);
        if (!other) first.set(key, person);
        else this.problem('same-handle', person.line, { about: person.name, value: `@${handle}`, other: other.line });
      }
    }
  }
}

/** Names as they are compared: without accents, capitals and doubled spaces. */
export const fold = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’ʼ]/g, "'")
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();

const KINDS: readonly (readonly [SegmentKind, RegExp])[] = [
  [
    'break',
    /^(pause|break|dejeuner|lunch|cafe|coffee|buffet|cocktail|diner|dinner|entracte|accueil cafe|petit[- ]dejeuner)\b/,
  ],
  ['jury', /\b(deliberation|delibere|jury)/],
  ['prize', /\b(remise d|palmares|resultats?|prix (du|de|des)|award|prize|laureat)/],
  ['other', /^(accueil|ouverture|cloture|introduction|bienvenue|opening|closing|welcome|registration|vote)\b/],
];

/** What a title must be, whole, for a segment with a speaker to be no talk: « Résultats du JWST » and « Prix de l’énergie » are. */
const WHOLE: readonly (readonly [SegmentKind, RegExp])[] = [
  [
    'break',
    /^(pause|break|dejeuner|lunch|buffet|cocktail|diner|dinner|entracte)( (cafe|coffee|dejeuner|break|buffet))?$/,
  ],
  ['jury', /^deliberations?( du jury)?$/],
  [
    'prize',
    /^((remise|annonce|proclamation) (du|de la|des|de) (prix|resultats?|palmares|recompenses)\b.*|palmares|resultats( du vote)?|awards?( ceremony)?)$/,
  ],
  [
    'other',
    /^(mots? d'accueil|accueil|ouverture|cloture|bienvenue|opening|closing|welcome)( (de la|du|des|remarks|ceremony|address|session)\b.*)?$/,
  ],
];

/** What a segment is: by the kind that its file says, if that is one, else by its title; one with a speaker is as a rule a talk. */
export function kindOf({
  said,
  title,
  hasPeople,
  otherwise = hasPeople ? 'talk' : 'other',
}: {
  readonly said?: string | undefined;
  readonly title: string;
  readonly hasPeople: boolean;
  readonly otherwise?: SegmentKind;
}): SegmentKind {
  const of = (kinds: typeof KINDS, words: string) => kinds.find(([, pattern]) => pattern.test(fold(words)))?.[0];
  return (said === undefined ? undefined : of(KINDS, said)) ?? of(hasPeople ? WHOLE : KINDS, title) ?? otherwise;
}
