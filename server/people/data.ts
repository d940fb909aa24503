import { aboutPerson } from '../../shared/about-person.ts';
import type { PersonRow } from '../../shared/rows/person.ts';
import type { PhotoRow } from '../../shared/rows/photo.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';

const at = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

/**
 * All that one show holds of one person, in plain names and dates, for that person to read. Who of the team wrote what is
 * left out: that is other people's.
 */
export function personData(rows: Rows, person: PersonRow) {
  const show = showOf(rows);
  const about = aboutPerson(rows, person);
  const whole = about.posts.flatMap(({ id }) => rows.ofPost('photo', id)).filter(({ erased }) => !erased);
  const { row: _, rev: __, by: ___, atMs, ...fields } = person;
  return {
    show: show?.id,
    name: show?.name,
    rehearsal: show?.rehearsal,
    ended: at(show?.endedMs),
    person: { ...fields, changed: at(atMs) },
    segments: about.segments.map(({ id, title, kind, plannedMs, startMs, endMs, cancelled }) => ({
      id,
      title,
      kind,
      planned: at(plannedMs),
      began: at(startMs),
      ended: at(endMs),
      cancelled,
    })),
    posts: [...about.posts, ...about.won].map((post) => postData(rows, post)),
    earlierVersions: about.texts.map(({ id, post, words, atMs }) => ({ id, post, words, written: at(atMs) })),
    corrected: about.traces.map(({ id, post, channel, stood }) => ({
      id,
      post,
      channel,
      stood: stood?.map(({ words, alts, url, fromMs, untilMs }) => ({
        words,
        alternativeTexts: alts,
        url,
        from: at(fromMs),
        until: at(untilMs),
      })),
    })),
    photos: [...whole, ...about.photos].map((photo) => photoData(photo, person)),
    messages: about.messages.map(({ id, network, author, words, picture, url, saidMs, question, reply }) => ({
      id,
      network,
      author,
      words,
      picture,
      url,
      said: at(saidMs),
      question: question === true,
      answered: reply?.words,
    })),
    questionsGiven: about.given.map(({ id, words, given, takenMs, reply }) => ({
      id,
      words,
      given: at(given?.atMs),
      taken: at(takenMs),
      reply: reply?.words,
      replied: at(reply?.atMs),
    })),
    prizes: about.prizes.map(({ id, name, winner }) => ({ id, name, won: winner === person.id })),
  };
}

const photoData = (
  { id, post, hash, width, height, alt, credit, people, removed, atMs }: PhotoRow,
  person: PersonRow,
) => ({
  id,
  post,
  file: `photos/${hash}`,
  width,
  height,
  alternativeText: alt,
  credit,
  shows: people.includes(person.id),
  removed,
  taken: at(atMs),
});

const postData = (rows: Rows, { id, kind, state, title, note, segment, firedMs }: PostRow) => ({
  id,
  kind,
  state,
  title,
  note,
  segment: segment === undefined ? undefined : rows.get('segment', segment)?.title,
  fired: at(firedMs),
  versions: rows
    .ofPost('text', id)
    .filter(({ erased }) => !erased)
    .map(({ id, variant, words, atMs }) => ({ id, variant, words, written: at(atMs) })),
  publications: rows.ofPost('publication', id).map(({ channel, state, payload, remote, publishedMs }) => ({
    channel,
    network: payload.network,
    state,
    words: payload.words,
    url: remote?.url,
    published: at(publishedMs),
  })),
});
