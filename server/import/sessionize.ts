import type { Network } from '../../shared/rows/channel.ts';
import { isObject, type Json, objectsIn } from './json.ts';
import { Gathering, lineOf, type Reading } from './reading.ts';
import { addTalk } from './talk.ts';

/** Sessionize's `view/All`, `view/Sessions` and `view/GridSmart`. Hours come in the event's zone, without saying it. */
export function sessionizeReading(file: unknown, { zone }: { readonly zone: string }): Reading | undefined {
  const sessions = sessionsIn(file);
  if (!sessions) return undefined;
  const all = isObject(file) ? file : {};
  const rooms = new Map(objectsIn(all.rooms).map(({ id, name }) => [String(id), lineOf(name)]));
  const speakers = new Map(objectsIn(all.speakers).map((speaker) => [String(speaker.id), speaker]));
  const categories = objectsIn(all.categories);
  const into = new Gathering();
  for (const [at, session] of sessions.entries()) {
    const room = lineOf(session.room) ?? rooms.get(String(session.roomId));
    const people = (Array.isArray(session.speakers) ? session.speakers : []).flatMap((said: unknown) => {
      const speaker = isObject(said) ? (speakers.get(String(said.id)) ?? said) : speakers.get(String(said));
      return speaker ? personOf(into, at + 1, speaker) : [];
    });
    if (/cancel/i.test(String(session.status ?? ''))) {
      into.problem('cancelled', at + 1, { about: lineOf(session.title) ?? '' });
      continue;
    }
    addTalk(into, {
      id: lineOf(session.id),
      line: at + 1,
      title: session.title,
      room: room === undefined ? undefined : { name: room },
      start: session.startsAt,
      end: session.endsAt,
      zone,
      people,
      language: languageOf(session, categories),
      // A service session is lunch, a break, the registration.
      isBreak: session.isServiceSession === true && people.length === 0,
    });
  }
  return into.reading();
}

function sessionsIn(file: unknown): readonly Json[] | undefined {
  if (isObject(file) && Array.isArray(file.sessions)) return objectsIn(file.sessions);
  if (!Array.isArray(file)) return undefined;
  const groups = objectsIn(file);
  if (groups.some(({ sessions }) => Array.isArray(sessions)))
    return groups.flatMap(({ sessions }) => objectsIn(sessions));
  if (!groups.some(({ rooms }) => Array.isArray(rooms))) return undefined;
  return groups.flatMap(({ rooms }) => objectsIn(rooms).flatMap(({ sessions }) => objectsIn(sessions)));
}

const LINKS: Readonly<Record<string, Network>> = {
  twitter: 'x',
  x: 'x',
  bluesky: 'bluesky',
  mastodon: 'mastodon',
  linkedin: 'linkedin',
  instagram: 'instagram',
  facebook: 'facebook',
};

function personOf(into: Gathering, line: number, speaker: Json) {
  const full = [speaker.firstName, speaker.lastName].map(lineOf).filter(Boolean).join(' ');
  const name = lineOf(speaker.fullName) ?? lineOf(speaker.name) ?? lineOf(full);
  if (name === undefined) return [];
  const handles: Record<string, string> = {};
  for (const { linkType, title, url } of objectsIn(speaker.links)) {
    const network = LINKS[String(linkType).toLowerCase()] ?? LINKS[String(title).toLowerCase()];
    const handle = network === undefined ? '' : into.handle(network, lineOf(url) ?? '', { line, about: name });
    if (network && handle !== '') handles[network] = handle;
  }
  const role = lineOf(speaker.tagLine);
  const key = lineOf(speaker.id) ?? name;
  return [
    {
      key,
      name,
      ...(role !== undefined && role.length <= 300 && { role }),
      ...(Object.keys(handles).length > 0 && { handles }),
    },
  ];
}

const LANGUAGES: Readonly<Record<string, string>> = {
  french: 'fr',
  français: 'fr',
  english: 'en',
  anglais: 'en',
  spanish: 'es',
  german: 'de',
  italian: 'it',
};

/** A category called Language, whose item the session names. */
function languageOf(session: Json, categories: readonly Json[]): string | undefined {
  const items = new Set((Array.isArray(session.categoryItems) ? session.categoryItems : []).map(String));
  const category = categories.find(({ title }) => /^(langue|language)s?$/i.test(String(title)));
  const item = objectsIn(category?.items).find(({ id }) => items.has(String(id)));
  return LANGUAGES[String(item?.name).toLowerCase()];
}
