import { language } from './words.ts';

/** Those a talk or a post is likely to be in; another that was imported stays. */
const OFFERED = ['fr', 'en', 'de', 'es', 'it', 'pt', 'nl', 'oc', 'br', 'eu', 'co'] as const;

export interface LanguageChoice {
  readonly code: string;
  /** In the reader's language. */
  readonly name: string;
}

/** The languages to choose among, the one that is there included. */
export function languageChoices(now?: string): readonly LanguageChoice[] {
  const codes = new Set<string>(now === undefined ? OFFERED : [...OFFERED, now]);
  return [...codes].map((code) => ({ code, name: languageName(code) }));
}

/** « anglais »; a code that nobody names stands for itself. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code;
