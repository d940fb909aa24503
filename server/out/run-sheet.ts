import type { Cue } from '../../shared/rows/post.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import type { ShowRow } from '../../shared/rows/show.ts';
import { hour, isFrench } from '../../shared/text/hours.ts';
import { type Markup, markup } from '../recap/markup.ts';
import { pageStyle } from '../recap/page.ts';
import { recapWords } from '../recap/words.ts';
import { dayIn } from './days.ts';
import { handlesOf, written } from './handles.ts';
import { affiliationOf, type ProgrammeLine, programmeOf } from './programme.ts';
import { type SheetPost, sheetPosts } from './sheet-posts.ts';
import { cssOf } from './styles.ts';
import { type OutWords, outWords } from './words.ts';

export const sheetStyle = pageStyle(cssOf('run-sheet.css'));

interface Sheet {
  readonly rows: Rows;
  readonly show: ShowRow;
  readonly words: OutWords;
  readonly networks: ReturnType<typeof recapWords>;
  readonly posts: ReadonlyMap<string | undefined, readonly SheetPost[]>;
  readonly hour: (atMs: number) => string;
}

/**
 * The evening on paper, for when everything is down: what is said when, in which words, under which handles, by whom. One
 * file that opens from a disk, set for A4, a room after the other. Undefined: there is no show.
 */
export function runSheetHtml(rows: Rows, atMs: number): Markup | undefined {
  const show = showOf(rows);
  if (!show) return undefined;
  const words = outWords(show.language);
  const t = words.sheet;
  const hourOf = (ms: number) => hour(ms, show.zone, show.language);
  const sheet: Sheet = {
    rows,
    show,
    words,
    networks: recapWords(show.language),
    posts: sheetPosts(rows, atMs),
    hour: hourOf,
  };
  const programme = programmeOf(rows, atMs);
  const rooms = [...rows.all('room')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const used = rooms.filter(({ id }) => programme.some(({ segment }) => segment.rooms.includes(id)));
  const others = sheet.posts.get(undefined) ?? [];
  return markup`<!doctype html>
<html lang="${isFrench(show.language) ? 'fr' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${sheetStyle.policy('inside')}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${show.name} – ${t.title}</title>
<style>${sheetStyle.markup}</style>
</head>
<body>
<header>
<p class="eyebrow">${t.title}${show.hashtags.map((tag) => markup` <span class="tag">${tag}</span>`)}</p>
<h1>${show.name}</h1>
<p>${t.made(dayIn(atMs, show), hourOf(atMs), show.zone)} ${t.paper}</p>
${show.rehearsal && markup`<p class="notice">${t.rehearsal}</p>\n`}${peopleHere(sheet)}</header>
<main>
${programme.length === 0 && markup`<p>${t.noSegments}</p>\n`}${used.map(
  (room) => markup`<section class="room">
<h2>${room.name}</h2>
${programme.filter(({ segment }) => segment.rooms.includes(room.id)).map((line) => segmentOf(line, sheet))}</section>
`,
)}${
  others.length > 0 &&
  markup`<section class="room">\n<h2>${t.others}</h2>\n<ul class="posts">\n${others.map((one) => postOf(one, sheet))}</ul>\n</section>\n`
}</main>
</body>
</html>
`;
}

/** Our accounts, and who does what. */
function peopleHere({ rows, words, networks }: Sheet): Markup {
  const channels = [...rows.all('channel')].filter(({ on, network }) => on && network !== 'wall');
  const team = [...rows.all('staff')].filter(({ revoked }) => !revoked);
  const ranked = channels.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return markup`<dl class="here">
${ranked.length > 0 && markup`<div><dt>${words.sheet.accounts}</dt><dd>${ranked.map(({ network, account }, at) => markup`${at > 0 && ' · '}${networks.networks[network]} <strong>${written(network, account)}</strong>`)}</dd></div>\n`}${
  team.length > 0 &&
  markup`<div><dt>${words.sheet.team}</dt><dd>${team.map(({ name, hats }, at) => markup`${at > 0 && ' · '}<strong>${name}</strong>${hats.length > 0 && ` (${hats.map((hat) => words.hats[hat]).join(', ')})`}`)}</dd></div>\n`
}</dl>
`;
}

function segmentOf(line: ProgrammeLine, sheet: Sheet): Markup {
  const { segment, people, state, startMs } = line;
  const { words, hour: hourOf, posts } = sheet;
  const off = state === 'cancelled' || state === 'passed';
  const moved = !off && hourOf(segment.plannedMs) !== hourOf(startMs);
  const limits = [...new Set([...segment.restrictions, ...people.flatMap(({ restrictions }) => restrictions)])];
  const of = posts.get(segment.id) ?? [];
  return markup`<article class="segment${off && ' off'}">
<p class="start">${hourOf(startMs)}</p>
<div><h3>${segment.title}${off && markup` <span class="tag">${words.sheet[state]}</span>`}</h3>
${moved && markup`<p class="soft">${words.sheet.planned(hourOf(segment.plannedMs))}</p>\n`}${
  people.length > 0 && markup`<ul class="people">\n${people.map((person) => personOf(person, sheet))}</ul>\n`
}${limits.length > 0 && markup`<p class="limits">${limits.map((code) => words.restrictions[code] ?? code).join(' · ')}</p>\n`}${
  of.length > 0
    ? markup`<ul class="posts">\n${of.map((one) => postOf(one, sheet))}</ul>\n`
    : markup`<p class="soft">${words.sheet.noPost}</p>\n`
}</div>
</article>
`;
}

function personOf(person: ProgrammeLine['people'][number], { rows, words, networks }: Sheet): Markup {
  const handles = handlesOf(person);
  const from = affiliationOf(rows, person);
  const rights = person.kind === 'human' && person.imageRights !== 'granted' && words.rights[person.imageRights];
  return markup`<li><strong>${person.name}</strong>${from !== undefined && `, ${from}`}${person.about?.title && markup` <cite>${person.about.title}</cite>`}
<span class="handles">${handles.length > 0 ? handles.map(({ network, handle }) => `${networks.networks[network]} ${handle}`).join(' · ') : words.sheet.noHandle}</span>${rights !== false && markup` <span class="limits">${rights}</span>`}</li>
`;
}

function postOf({ post, status, atMs, versions, writer, approver, owner }: SheetPost, sheet: Sheet): Markup {
  const { words, networks, hour: hourOf, show } = sheet;
  const t = words.sheet;
  const by = [
    writer !== undefined && t.writer(writer),
    approver !== undefined && t.approver(approver),
    owner !== undefined && t.openBy(owner),
    post.needsTwo && t.needsTwo,
  ].filter((part) => part !== false);
  const photos = post.slots.filter(({ kind }) => kind === 'photo');
  const lang = post.language === show.language ? undefined : markup` lang="${post.language}"`;
  return markup`<li class="post"><span class="box" role="img" aria-label="${t.tick}">${post.firedMs !== undefined && '✓'}</span>
<div><p class="cue"><strong>${atMs === undefined ? cueOf(post.cue, words) : hourOf(atMs)}</strong>${atMs !== undefined && post.firedMs === undefined && post.cue.kind === 'segment' && `, ${cueOf(post.cue, words)}`} · ${networks.kinds[post.kind]} · ${words.statuses[status]}</p>
${versions.map(
  ({ networks: of, words: said }) =>
    markup`<p class="words"${lang}>${said}</p>\n<p class="soft">${of.map((network) => networks.networks[network]).join(', ')}</p>\n`,
)}${photos.map((slot) => markup`<p class="soft">${slot.guidance ? t.photo(slot.guidance) : t.photoToTake}${slot.look && `. ${t.alt(slot.look)}`}</p>\n`)}${
  by.length > 0 && markup`<p class="soft">${by.join(' · ')}</p>\n`
}</div></li>
`;
}

function cueOf(cue: Cue, { sheet: t }: OutWords): string {
  switch (cue.kind) {
    case 'hand':
      return t.byHand;
    case 'clock':
      return t.unknownHour;
    case 'segment': {
      const span = spanOf(cue.offsetMs);
      if (cue.edge === 'end') return cue.offsetMs > 0 ? t.afterEnd(span) : t.atEnd;
      if (cue.offsetMs === 0) return t.atStart;
      return cue.offsetMs < 0 ? t.beforeStart(span) : t.afterStart(span);
    }
  }
}

/** « 2 min », « 20 s », « 1 min 30 s ». */
function spanOf(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const minutes = Math.floor(seconds / 60);
  const parts = [minutes > 0 && `${minutes}\u00A0min`, seconds % 60 > 0 && `${seconds % 60}\u00A0s`];
  return parts.filter((part) => part !== false).join('\u00A0');
}
