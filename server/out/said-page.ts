import type { Recap } from '../../shared/recap-schema.ts';
import { isFrench } from '../../shared/text/hours.ts';
import { withPhotos } from '../recap/exports.ts';
import { about, timeline } from '../recap/html.ts';
import { type Markup, markup } from '../recap/markup.ts';
import { pageStyle, RECAP_CSS } from '../recap/page.ts';
import { pageWithPictures, type Sending } from '../recap/page-stream.ts';
import type { PhotoReader } from '../recap/photo-file.ts';
import { tellingOf } from '../recap/telling.ts';
import { cssOf } from './styles.ts';
import { outWords } from './words.ts';

export const saidStyle = pageStyle(`${RECAP_CSS}\n${cssOf('said-page.css')}`);

/**
 * For one person, what is out about them: posts that name or show them, or that were said while they were on stage. It is
 * the recap without the rest, so that nothing else can be in it: no draft, nothing withdrawn, no name of the team.
 * Undefined: they are not of this show.
 */
export async function saidPage(
  recap: Recap,
  person: { readonly id: string; readonly name: string },
  photoFile: PhotoReader,
): Promise<Sending> {
  const theirs: Recap = {
    ...recap,
    parts: recap.parts.map((part) => ({ ...part, said: part.said.filter(({ people }) => people.includes(person.id)) })),
  };
  const { there, photos } = await withPhotos(theirs, photoFile, 'wall');
  return pageWithPictures(saidHtml(there, person), photos);
}

function saidHtml(recap: Recap, { id, name }: { readonly id: string; readonly name: string }): Markup {
  const { show } = recap;
  const words = outWords(show.language);
  const t = words.said;
  const telling = { ...tellingOf(recap), byline: () => '' };
  const parts = recap.parts.filter(({ said }) => said.length > 0);
  const person = recap.people.find((one) => one.id === id);
  return markup`<!doctype html>
<html lang="${isFrench(show.language) ? 'fr' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${saidStyle.policy('inside')}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${t.title(name)} – ${show.name}</title>
<style>${saidStyle.markup}</style>
</head>
<body>
<header>
<p class="eyebrow">${show.name}${show.hashtags.map((tag) => markup` <span class="tag">${tag}</span>`)}</p>
<h1>${t.title(name)}</h1>
${person && about(person, telling.words.language)}<p>${t.intro(show.name)} ${t.live}</p>
${show.rehearsal && markup`<p class="notice">${telling.words.rehearsal}</p>\n`}</header>
<main>
<section id="timeline">
${parts.length > 0 ? timeline({ ...recap, parts }, telling) : markup`<p class="nothing">${t.nothing}</p>\n`}</section>
</main>
<footer><p>${t.privacy}</p></footer>
</body>
</html>
`;
}

/** What a link says that opens nothing, in both languages: whoever has it may read either. */
export function gonePage(): string {
  const [fr, en] = [outWords('fr').gone, outWords('en').gone];
  return markup`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${fr.title}</title>
<style>${saidStyle.markup}</style>
</head>
<body>
<main>
<h1>${fr.title}</h1>
<p>${fr.why}</p>
<section lang="en">
<h2>${en.title}</h2>
<p>${en.why}</p>
</section>
</main>
</body>
</html>
`.pieces.join('');
}
