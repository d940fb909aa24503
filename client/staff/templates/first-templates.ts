import type { Template } from '../../../shared/rows/template.ts';

export const TEMPLATE_KINDS = ['intro', 'quote', 'closing', 'logistics'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

const MINUTE_MS = 60_000;

/** What every kind begins with, in the language of the posts: not the reader's. Spaces come with the typography. */
const WORDS: Readonly<Record<'fr' | 'en', Readonly<Record<TemplateKind, string>>>> = {
  fr: {
    intro: 'Sur scène : {name}[, {affiliation}].[ « {title} »]',
    quote: '« {citation} » {name}',
    closing: 'Merci à {name}[ et à {affiliation}] !',
    logistics: '{title} : c’est maintenant, {room}.',
  },
  en: {
    intro: 'On stage: {name}[, {affiliation}].[ “{title}”]',
    quote: '“{quote}” {name}',
    closing: 'Thank you {name}[, {affiliation}]!',
    logistics: '{title}: now, in {room}.',
  },
};
const LOOK = { fr: '{name}[, {affiliation}], sur scène', en: '{name}[, {affiliation}], on stage' } as const;

export function firstTemplates(language: string): Readonly<Record<TemplateKind, Template>> {
  const own = language.startsWith('fr') ? 'fr' : 'en';
  const about = (kind: TemplateKind) => ({ id: `${kind}-${language}`, kind, words: WORDS[own][kind], language });
  return {
    intro: { ...about('intro'), cue: { edge: 'start', offsetMs: 0 }, freshForMs: 5 * MINUTE_MS, look: LOOK[own] },
    quote: { ...about('quote'), cue: { edge: 'hand' }, freshForMs: 5 * MINUTE_MS },
    closing: { ...about('closing'), cue: { edge: 'end', offsetMs: 0 }, freshForMs: 10 * MINUTE_MS },
    logistics: { ...about('logistics'), cue: { edge: 'start', offsetMs: 0 }, freshForMs: 10 * MINUTE_MS },
  };
}
