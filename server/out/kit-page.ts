import type { Recap, RecapPhoto } from '../../shared/recap-schema.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { type Markup, markup } from '../recap/markup.ts';
import { recapStyle } from '../recap/page.ts';
import { type Telling, tellingOf } from '../recap/telling.ts';
import { isWebAddress } from '../recap/web-addresses.ts';
import { handlesOf, written } from './handles.ts';
import type { KitText } from './kit-texts.ts';
import { affiliationOf, type ProgrammeLine, programmeOf } from './programme.ts';
import { type OutWords, outWords } from './words.ts';

interface KitPage {
  readonly recap: Recap;
  readonly texts: readonly KitText[];
  readonly photos: readonly RecapPhoto[];
  readonly withheld: number;
}

/** The page of the kit: it opens from the folder, whose pictures it shows. */
export function kitHtml(rows: Rows, { recap, texts, photos, withheld }: KitPage): Markup {
  const { show } = recap;
  const words = outWords(show.language);
  const t = words.kit;
  const telling = tellingOf(recap);
  const programme = programmeOf(rows, recap.madeMs);
  const followUrl = showOf(rows)?.followUrl;
  const channels = [...rows.all('channel')].filter(({ on, network }) => on && network !== 'wall');
  return markup`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${recapStyle.policy('beside')}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${t.title} – ${show.name}</title>
<style>${recapStyle.markup}</style>
</head>
<body>
<header>
<p class="eyebrow">${t.title}${show.hashtags.map((tag) => markup` <span class="tag">${tag}</span>`)}</p>
<h1>${show.name}</h1>
<p>${t.what}</p>
${show.rehearsal && markup`<p class="notice">${t.rehearsal}</p>\n`}${
  channels.length > 0 &&
  markup`<p class="accounts">${t.accounts}${words.language === 'fr' && '\u00A0'}: ${channels.map(({ network, account }, at) => markup`${at > 0 && ' · '}${telling.words.networks[network]} <strong>${written(network, account)}</strong>`)}</p>\n`
}${followUrl && isWebAddress(followUrl) && markup`<p><a href="${followUrl}" rel="noopener noreferrer external">${t.follow}</a></p>\n`}</header>
<main>
<section id="texts">
<h2 id="texts-title">${t.texts}</h2>
<p class="muted">${t.textsWhy}</p>
<ol class="said">
${texts.map((text) => textOf(text, { words, telling }))}</ol>
</section>
<section id="programme">
<h2 id="programme-title">${t.programme}</h2>
<p class="muted">${telling.words.made(telling.day(recap.madeMs), telling.hour(recap.madeMs), show.zone)} ${t.programmeFiles}</p>
${programme.length > 0 && table(rows, programme, { words, telling })}</section>
<section id="photos">
<h2 id="photos-title">${t.photos}</h2>
<p class="muted">${t.photosWhy}${withheld > 0 && ` ${t.withheld(withheld)}`}</p>
${photos.length > 0 ? markup`<div class="photos n2">\n${photos.map((photo) => figure(photo, words))}</div>\n` : markup`<p>${t.noPhoto}</p>\n`}</section>
</main>
</body>
</html>
`;
}

interface Told {
  readonly words: OutWords;
  readonly telling: Telling;
}

function textOf({ kind, language, versions, atMs }: KitText, { words, telling }: Told): Markup {
  const t = words.kit;
  const hour = atMs === undefined ? '' : telling.hour(atMs);
  const day = atMs === undefined ? undefined : telling.otherDay(atMs);
  const when = day === undefined ? hour : `${day}, ${hour}`;
  const told = {
    suggested: t.suggested,
    published: t.published(when),
    coming: atMs === undefined ? t.afterUs : t.notBefore(when),
  }[kind];
  const lang = language === words.language ? undefined : markup` lang="${language}"`;
  return markup`<li><div class="post">
<p class="by">${told}</p>
${versions.map(
  ({ words: said, networks }) =>
    markup`<p class="words"${lang}>${said}</p>\n${networks.length > 0 && markup`<p class="by">${networks.map((network) => telling.words.networks[network]).join(', ')}</p>\n`}`,
)}</div></li>
`;
}

function table(rows: Rows, programme: readonly ProgrammeLine[], { words, telling }: Told): Markup {
  const { columns } = words.kit;
  const off = ({ state }: ProgrammeLine) => (state === 'cancelled' || state === 'passed') && words.sheet[state];
  return markup`<div class="scroll" role="region" tabindex="0" aria-labelledby="programme-title"><table>
<thead><tr><th scope="col">${columns.start}</th><th scope="col">${columns.segment}</th><th scope="col">${columns.room}</th><th scope="col">${columns.people}</th></tr></thead>
<tbody>
${programme.map(
  (line) =>
    markup`<tr><td>${telling.hour(line.startMs)}</td><th scope="row">${line.segment.title}${off(line) && ` (${off(line)})`}</th><td>${line.rooms.join(', ')}</td><td>${line.people.map(
      (person) => {
        const handles = handlesOf(person).map(({ network, handle }) => `${telling.words.networks[network]} ${handle}`);
        return markup`<p>${[person.name, affiliationOf(rows, person)].filter(Boolean).join(', ')}${handles.length > 0 && markup`<br>${handles.join(' · ')}`}</p>`;
      },
    )}</td></tr>\n`,
)}</tbody>
</table></div>
`;
}

function figure({ id, hash, alt, width, height, credit }: RecapPhoto, words: OutWords): Markup {
  return markup`<figure>
<img src="${{ picture: { id, hash } }}" alt="${alt}" width="${width}" height="${height}" decoding="async">
<figcaption>${credit !== '' && markup`${words.kit.credit(credit)}<br>`}${words.kit.columns.alt}${words.language === 'fr' && '\u00A0'}: ${alt}</figcaption>
</figure>
`;
}
