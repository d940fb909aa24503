import type {
  Recap,
  RecapMessage,
  RecapPart,
  RecapPerson,
  RecapPhoto,
  RecapPlace,
  RecapSaid,
  RecapSegment,
} from '../../shared/recap-schema.ts';
import { figuresSection } from './html-figures.ts';
import { type Markup, markup } from './markup.ts';
import { type Pictures, recapStyle } from './page.ts';
import { lateMinutes, type Telling, tellingOf } from './telling.ts';
import { tracesOf } from './traces.ts';
import { isWebAddress, webAddressesIn } from './web-addresses.ts';

/**
 * The recap as one page that needs nothing else: no script, no address it loads from, its fonts inside, and its pictures
 * inside or in the archive's folder beside it. It opens from a file, and is set for paper too.
 */
export function recapHtml(recap: Recap, pictures: Pictures): Markup {
  const telling = tellingOf(recap);
  const { words } = telling;
  const { show } = recap;
  const sections = [
    { id: 'prizes', title: words.prizes, inside: recap.prizes.length > 0 && prizes(recap, telling) },
    { id: 'timeline', title: words.timeline, inside: timeline(recap, telling) },
    { id: 'speakers', title: words.speakers, inside: recap.speakers.length > 0 && speakers(recap, telling) },
    { id: 'audience', title: words.audience, inside: recap.messages.length > 0 && audience(recap.messages, telling) },
    { id: 'figures', title: words.figures, inside: figuresSection(recap, telling) },
  ].filter((section) => section.inside !== false);
  return markup`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${recapStyle.policy(pictures)}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${show.name} – ${words.recap}</title>
<style>${recapStyle.markup}</style>
</head>
<body>
${cover(recap, telling)}
<nav aria-label="${words.contents}"><ul>
${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>
<main>
${sections.map(({ id, title, inside }) => markup`<section id="${id}">\n<h2 id="${id}-title">${title}</h2>\n${inside}</section>\n`)}</main>
<footer><p>${words.made(telling.day(recap.madeMs), telling.hour(recap.madeMs), show.zone)}</p></footer>
</body>
</html>
`;
}

function cover({ show, figures, channels }: Recap, telling: Telling): Markup {
  const { words, day, hour, iso } = telling;
  const when = show.beganMs !== undefined &&
    show.endedMs !== undefined && {
      day: day(show.beganMs),
      hours: words.fromTo(hour(show.beganMs), hour(show.endedMs)),
      iso: iso(show.beganMs),
    };
  const strip = [
    ['posts', figures.posts],
    ['photos', figures.photos],
    ['quotes', figures.quotes],
    ['talks', figures.talks],
    ['messages', figures.messagesShown],
    ['likes', figures.likes],
    ['reposts', figures.reposts],
  ] as const;
  return markup`<header>
<p class="eyebrow">${words.recap}${show.hashtags.map((tag) => markup` <span class="tag">${tag}</span>`)}</p>
<h1>${show.name}</h1>
${when && markup`<p class="when"><time datetime="${when.iso}">${when.day}</time>, ${when.hours}</p>\n`}
${channels.length > 0 && markup`<p class="accounts">${channels.map(({ network, account }, at) => markup`${at > 0 && ' · '}${words.networks[network]} <strong>${account}</strong>`)}</p>\n`}
${show.rehearsal && markup`<p class="notice">${words.rehearsal}</p>\n`}${!show.ended && markup`<p class="notice">${words.notOver}</p>\n`}
<dl class="strip">
${strip
  .filter(([, n]) => n !== null && n > 0)
  .map(
    ([what, n]) =>
      markup`<div><dt>${words.counted[what][(n ?? 0) > 1 ? 1 : 0]}</dt><dd>${words.count(n ?? 0)}</dd></div>\n`,
  )}</dl>
</header>`;
}

function prizes(recap: Recap, { words }: Telling): Markup {
  return markup`<ul class="prizes">
${recap.prizes.map(
  ({ name, winner }) => markup`<li><p class="prize">${name}</p>
${winner ? markup`<p class="winner">${winner.name}</p>${about(winner, words.language)}` : markup`<p class="muted">${words.noWinner}</p>`}</li>\n`,
)}</ul>
`;
}

/** Where someone comes from, and what they told. */
export function about({ affiliation, title }: RecapPerson, language: 'fr' | 'en'): Markup | undefined {
  const quoted = title && (language === 'fr' ? `«\u00A0${title}\u00A0»` : `“${title}”`);
  const parts = [affiliation, quoted].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? markup`<p class="about">${parts.join(', ')}</p>` : undefined;
}

/** Everything said, under the segment it was said in. */
export function timeline(recap: Recap, telling: Telling): Markup {
  const people = new Map(recap.people.map((person) => [person.id, person]));
  // What neither was held nor has posts tells a reader nothing.
  const parts = recap.parts.filter(({ segment, said }) => said.length > 0 || segment?.startMs !== undefined);
  if (parts.every(({ said }) => said.length === 0)) return markup`<p>${telling.words.nothing}</p>\n`;
  return markup`${parts.map((part) => partOf(part, telling, people))}`;
}

function partOf(part: RecapPart, telling: Telling, people: ReadonlyMap<string, RecapPerson>): Markup {
  const { words } = telling;
  const { kind, segment, said } = part;
  return markup`<section class="part${said.length === 0 && ' bare'}">
${segment ? segmentHead(segment, telling, people) : markup`<h3>${words[kind === 'segment' ? 'beside' : kind]}</h3>\n`}${
  said.length > 0 && markup`<ol class="said">\n${said.map((one) => saidOf(one, telling))}</ol>\n`
}</section>
`;
}

/** A start that far from the plan is worth telling. */
const TOLD_LATE_MINUTES = 1;

function segmentHead(segment: RecapSegment, telling: Telling, people: ReadonlyMap<string, RecapPerson>): Markup {
  const { words, hour, iso } = telling;
  const late = lateMinutes(segment);
  const note =
    segment.state === 'cancelled' || segment.state === 'passed'
      ? words[segment.state]
      : late !== undefined && Math.abs(late) >= TOLD_LATE_MINUTES
        ? words.planned(hour(segment.plannedMs))
        : undefined;
  const speaker = segment.kind === 'talk' ? people.get(segment.people[0] ?? '') : undefined;
  return markup`<div class="head">
<p class="start">${segment.startMs !== undefined && markup`<time datetime="${iso(segment.startMs)}">${hour(segment.startMs)}</time>`}</p>
<div><h3>${segment.title}</h3>
${speaker && about(speaker, words.language)}${note !== undefined && markup`<p class="note">${note}</p>`}</div>
</div>
`;
}

function saidOf(said: RecapSaid, telling: Telling): Markup {
  const { words } = telling;
  const lang = said.language === words.language ? undefined : markup` lang="${said.language}"`;
  const by = telling.byline(said);
  const photos =
    said.photos.length > 0 &&
    markup`<div class="photos n${Math.min(said.photos.length, 4)}">\n${said.photos.map((photo) => photoOf(photo, telling))}</div>\n`;
  return markup`<li><article>
${hourOf(said.saidMs, telling)}<div class="post">
${said.starred && markup`<p class="star">${words.starred}</p>\n`}${said.versions.map(
  ({ words: version, places }, at) =>
    markup`<p class="words"${lang}>${linked(version)}</p>\n${at === 0 && photos}<ul class="places">\n${places.map((place) => placeOf(place, telling))}</ul>\n${beforeOf(places, telling)}`,
)}${by !== '' && markup`<p class="by">${by}</p>\n`}</div>
</article></li>
`;
}

/** What the version said before it was corrected, once for the places where it was the same. */
function beforeOf(places: readonly RecapPlace[], { words, hour }: Telling): readonly Markup[] {
  return tracesOf(places).map(
    ({ words: said, untilMs, correctedBy }) =>
      markup`<p class="before"><span class="muted">${words.corrected(hour(untilMs), correctedBy)}</span> <del>${said}</del></p>\n`,
  );
}

/** The hour in the margin, under its day where that is not the show's. */
function hourOf(atMs: number, { hour, iso, otherDay }: Telling): Markup {
  const day = otherDay(atMs);
  return markup`<p class="hour"><time datetime="${iso(atMs)}">${day !== undefined && markup`<span class="day">${day}</span> `}${hour(atMs)}</time></p>\n`;
}

function placeOf(place: RecapPlace, { words, counted, place: nameOf }: Telling): Markup {
  const network = nameOf(place);
  const tallies = (['likes', 'reposts', 'replies'] as const).flatMap((what) => {
    const n = place[what];
    return n === null || n === 0 ? [] : counted(n, what);
  });
  if (place.relayedBy) tallies.push(words.relayedBy(words.list(place.relayedBy)));
  return markup`<li>${place.url && isWebAddress(place.url) ? link(place.url, network) : network}${tallies.length > 0 && markup` <span class="tallies">${tallies.join(' · ')}</span>`}</li>\n`;
}

function photoOf(photo: RecapPhoto, { words }: Telling): Markup {
  const people = photo.people.length > 0 && words.list(photo.people);
  const credit = photo.credit !== '' && words.photoBy(photo.credit);
  const caption = [people, credit].filter((part) => part !== false).join('. ');
  const picture = { picture: { id: photo.id, hash: photo.hash } };
  return markup`<figure>
${
  photo.received
    ? markup`<img src="${picture}" alt="${photo.alt}" width="${photo.width}" height="${photo.height}" decoding="async">`
    : markup`<p class="missing"><strong>${words.photoMissing}</strong> ${photo.alt}</p>`
}
${caption !== '' && markup`<figcaption>${caption}</figcaption>\n`}</figure>
`;
}

/** Words with their web addresses as links. */
function linked(words: string): Markup {
  const parts: (string | Markup)[] = [];
  let from = 0;
  for (const { start, end } of webAddressesIn(words)) {
    const url = words.slice(start, end);
    parts.push(words.slice(from, start), link(url, url));
    from = end;
  }
  parts.push(words.slice(from));
  return markup`${parts}`;
}

const link = (url: string, text: string): Markup =>
  markup`<a href="${url}" rel="noopener noreferrer external">${text}</a>`;

function speakers(recap: Recap, { words }: Telling): Markup {
  const { columns } = words;
  return markup`<div class="scroll" role="region" tabindex="0" aria-labelledby="speakers-title"><table>
<thead><tr><th scope="col">${columns.name}</th><th scope="col" class="number">${columns.posts}</th><th scope="col" class="number">${columns.photos}</th><th scope="col" class="number">${columns.quotes}</th></tr></thead>
<tbody>
${recap.speakers.map(
  (speaker) =>
    markup`<tr><th scope="row"><span class="name">${speaker.name}</span>${about(speaker, words.language)}</th><td class="number">${speaker.posts.length}</td><td class="number">${speaker.photos}</td><td class="number">${speaker.quotes}</td></tr>\n`,
)}</tbody>
</table></div>
`;
}

function audience(messages: readonly RecapMessage[], { words, hour, iso }: Telling): Markup {
  return markup`<ul class="messages">
${messages.map(
  ({
    author,
    network,
    words: said,
    saidMs,
    question,
  }) => markup`<li><blockquote><p class="words">${linked(said)}</p></blockquote>
<p class="by"><strong>${author}</strong>, ${words.networks[network]}, <time datetime="${iso(saidMs)}">${hour(saidMs)}</time>${question && markup` <span class="tag">${words.question}</span>`}</p></li>\n`,
)}</ul>
`;
}
