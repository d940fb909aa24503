import type { Recap, RecapPart, RecapPerson, RecapPhoto, RecapSaid } from '../../shared/recap-schema.ts';
import { answeringWords } from './answering.ts';
import { type Telling, tellingOf } from './telling.ts';
import { tracesOf } from './traces.ts';
import { isWebAddress, webAddressesIn } from './web-addresses.ts';

/**
 * The recap in CommonMark with tables, to be pasted into a site or a wiki. Words are escaped: nothing a person or the
 * audience wrote becomes a heading, a link or HTML. `photos`: link to the archive's files; else pictures are described.
 */
export function recapMarkdown(recap: Recap, { photos }: { readonly photos: boolean }): string {
  const telling = tellingOf(recap);
  const sections = [
    head(recap, telling),
    prizes(recap, telling),
    timeline(recap, telling, photos),
    speakers(recap, telling),
    audience(recap, telling),
    figures(recap, telling),
    `---\n\n${escaped(telling.words.made(telling.day(recap.madeMs), telling.hour(recap.madeMs), recap.show.zone))}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function head({ show, figures, channels }: Recap, { words, day, hour, counted }: Telling): string {
  const lines = [`# ${escaped(show.name)}`];
  if (show.rehearsal) lines.push(`**${escaped(words.rehearsal)}**`);
  if (show.beganMs !== undefined && show.endedMs !== undefined) {
    lines.push(
      escaped(`${words.recap}, ${day(show.beganMs)}, ${words.fromTo(hour(show.beganMs), hour(show.endedMs))}`),
    );
  }
  const accounts = channels.map(({ network, account }) => `${words.networks[network]} ${account}`);
  if (accounts.length > 0) lines.push(escaped(accounts.join(', ')));
  lines.push(
    escaped(
      `${counted(figures.posts, 'posts')}, ${counted(figures.photos, 'photos')}, ${counted(figures.quotes, 'quotes')}.`,
    ),
  );
  return lines.join('\n\n');
}

function prizes(recap: Recap, { words }: Telling): string {
  if (recap.prizes.length === 0) return '';
  const lines = recap.prizes.map(
    ({ name, winner }) => `- **${escaped(name)}**${colon(words)} ${escaped(winner ? named(winner) : words.noWinner)}`,
  );
  return `## ${words.prizes}\n\n${lines.join('\n')}`;
}

function timeline(recap: Recap, telling: Telling, photos: boolean): string {
  const parts = recap.parts.filter((part) => part.said.length > 0).map((part) => partOf(part, telling, photos));
  const { words } = telling;
  return [`## ${words.timeline}`, ...(parts.length > 0 ? parts : [words.nothing])].join('\n\n');
}

function partOf({ kind, segment, said }: RecapPart, telling: Telling, photos: boolean): string {
  const { words, hour } = telling;
  const title = segment
    ? `${segment.startMs === undefined ? '' : `${hour(segment.startMs)}, `}${segment.title}`
    : words[kind === 'segment' ? 'beside' : kind];
  return [`### ${escaped(title)}`, ...said.map((one) => saidOf(one, telling, photos))].join('\n\n');
}

function saidOf(said: RecapSaid, telling: Telling, photos: boolean): string {
  const { words, hour, otherDay, counted } = telling;
  const when = [otherDay(said.saidMs), hour(said.saidMs)].filter((part) => part !== undefined).join(', ');
  const blocks = said.versions.map(({ words: version, places }) => {
    const where = places.map((place) => {
      const name = escaped(telling.place(place));
      const tallies = (['likes', 'reposts', 'replies'] as const).flatMap((what) => {
        const n = place[what];
        return n === null ? [] : counted(n, what);
      });
      const link = place.url && isWebAddress(place.url) ? `[${name}](<${addressed(place.url)}>)` : name;
      const relays = place.relayedBy ? [words.relayedBy(words.list(place.relayedBy))] : [];
      const told = [...tallies, ...relays].join(', ');
      return told === '' ? link : `${link} (${escaped(told)})`;
    });
    const before = tracesOf(places).map(
      ({ words: was, untilMs, correctedBy }) =>
        `*${escaped(words.corrected(hour(untilMs), correctedBy))}*\n\n${quoted(was)}`,
    );
    return [`**${escaped(when)}**, ${where.join(', ')}`, quoted(version), ...before].join('\n\n');
  });
  const by = telling.byline(said);
  return [
    ...blocks,
    ...said.photos.map((photo) => photoOf(photo, telling, photos)),
    ...(by === '' ? [] : [`*${escaped(by)}*`]),
  ].join('\n\n');
}

function photoOf(photo: RecapPhoto, { words, files }: Telling, linked: boolean): string {
  const file = linked ? files.get(photo.id) : undefined;
  const credit = photo.credit === '' ? '' : ` (${escaped(words.photoBy(photo.credit))})`;
  const alt = escaped(photo.alt).replaceAll('\n', ' ');
  return file === undefined ? `*${words.kinds.photo}${colon(words)}* ${alt}${credit}` : `![${alt}](${file})${credit}`;
}

function speakers(recap: Recap, { words, measured }: Telling): string {
  if (recap.speakers.length === 0) return '';
  const { columns } = words;
  const rows = recap.speakers.map((speaker) => [
    speaker.name,
    speaker.affiliation ?? '',
    measured(speaker.posts.length),
    measured(speaker.photos),
    measured(speaker.quotes),
  ]);
  return `## ${words.speakers}\n\n${table(
    [columns.name, columns.affiliation, columns.posts, columns.photos, columns.quotes],
    rows,
  )}`;
}

function audience(recap: Recap, { words, hour }: Telling): string {
  if (recap.messages.length === 0) return '';
  const messages = recap.messages.map(({ network, author, words: said, saidMs, question }) => {
    const tail = question ? `, ${words.question}` : '';
    return `**${escaped(author)}**, ${escaped(words.networks[network])}, ${escaped(hour(saidMs) + tail)}\n\n${quoted(said)}`;
  });
  return [`## ${words.audience}`, ...messages].join('\n\n');
}

function figures({ channels, figures: all }: Recap, telling: Telling): string {
  const { words, measured, counted } = telling;
  const { columns } = words;
  const rows = channels.map((channel) => [
    `${words.networks[channel.network]} ${channel.account}`,
    measured(channel.posts),
    measured(channel.likes),
    measured(channel.reposts),
    measured(channel.replies),
  ]);
  const left = Object.entries(all.leftOut).filter(([, n]) => n > 0) as [keyof typeof all.leftOut, number][];
  const kept = all.messagesKept > 0 ? [counted(all.messagesKept, 'kept')] : [];
  const answering = answeringWords(all, telling);
  const leftOut = [...left.map(([what, n]) => counted(n, what)), ...kept];
  return [
    `## ${words.figures}`,
    ...(rows.length > 0
      ? [table([columns.network, columns.posts, columns.likes, columns.reposts, columns.replies], rows)]
      : []),
    ...(answering === '' ? [] : [escaped(answering)]),
    escaped(`${words.measuredNote} ${words.reachNote}`),
    escaped(leftOut.length > 0 ? `${words.leftOut}${colon(words)} ${words.list(leftOut)}.` : words.leftOutNone),
  ].join('\n\n');
}

const colon = ({ language }: Telling['words']): string => (language === 'fr' ? '\u00A0:' : ':');

const named = ({ name, affiliation }: RecapPerson): string => (affiliation ? `${name} (${affiliation})` : name);

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => escaped(cell).replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

/** Words as a quotation, their lines kept. */
function quoted(words: string): string {
  const lines = escaped(words).split('\n');
  return lines
    .map((line, at) => {
      if (line === '') return '>';
      // A backslash at the end of a line breaks it, where another line of the paragraph follows.
      return `> ${line}${(lines[at + 1] ?? '') === '' ? '' : '\\'}`;
    })
    .join('\n');
}

/** Every character with a meaning is escaped; a whole URL is set between < and >, where nothing needs to be. */
function escaped(words: string): string {
  let out = '';
  let from = 0;
  const text = words.replace(/\r\n?/g, '\n');
  for (const { start, end } of webAddressesIn(text)) {
    out += plain(text.slice(from, start)) + autolink(text.slice(start, end));
    from = end;
  }
  out += plain(text.slice(from));
  return out
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s+/, '')
        .replace(/^(\d+)([.)])/, '$1\\$2')
        .replace(/^([#+=-])/, '\\$1'),
    )
    .join('\n');
}

const autolink = (url: string): string => `<${url.replaceAll('|', '%7C')}>`;
const plain = (words: string): string => words.replace(/[\\`*_[\]<>|~&$]/g, '\\$&');
/** What an address may hold between < and >. */
const addressed = (url: string): string =>
  url.replace(/[\s<>\\]/g, (character) => encodeURIComponent(character)).replaceAll('|', '%7C');
