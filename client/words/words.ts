import { type ReadonlySignal, signal } from '@preact/signals';

/** French first: its dictionaries give the keys, and every other language must have them all. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The shape of a dictionary in another language: the same keys, strings for strings, functions of the same arguments. */
export type Translated<F> = {
  readonly [K in keyof F]: F[K] extends (...given: infer A) => string
    ? (...given: A) => string
    : F[K] extends string
      ? string
      : Translated<F[K]>;
};

const KEY = 'regie.language';
const chosen = signal<Language>(firstLanguage());

export const language: ReadonlySignal<Language> = chosen;

/** Keeps a person's choice on this device. */
export function chooseLanguage(next: Language): void {
  chosen.value = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/**
 * The words of one part of the app in the reader's language: `t().title`. A component that calls it is drawn again when
 * the language changes. French is in the part itself; another language is a chunk of its own, fetched by who reads it:
 * until it is here the words are French, and `wordsReady` says when it is.
 */
export function dictionary<const F extends object>(fr: F, load: () => Promise<Translated<F>>): () => Translated<F> {
  const french = fr as unknown as Translated<F>;
  const other = signal<Translated<F> | undefined>(undefined);
  let asked = false;
  const fetchOther = (): void => {
    if (asked) return;
    asked = true;
    const loading = load().then(
      (found) => {
        other.value = found;
      },
      () => {
        // A dead server and a cache that lacks it: asked again when next drawn.
        asked = false;
      },
    );
    underWay.add(loading);
    void loading.then(() => underWay.delete(loading));
  };
  if (chosen.peek() !== 'fr') fetchOther();
  return () => {
    if (chosen.value === 'fr') return french;
    if (other.value) return other.value;
    fetchOther();
    return french;
  };
}

const underWay = new Set<Promise<void>>();

/** Resolves when the dictionaries asked for so far are here, in the reader's language. */
export async function wordsReady(): Promise<void> {
  await Promise.all(underWay);
}

function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === 'fr' || kept === 'en') return kept;
  } catch {
    // Storage refused: as if nothing had been chosen.
  }
  const spoken = typeof navigator === 'undefined' ? [] : navigator.languages;
  for (const tag of spoken) {
    const start = tag.slice(0, 2).toLowerCase();
    if (start === 'fr' || start === 'en') return start;
  }
  return 'fr';
}
