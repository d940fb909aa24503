import { answeringIn } from './question.ts';
import { isOut, isWithheld } from './recap-said.ts';
import type { RecapChannel, RecapFigures, RecapMessage, RecapPlace, RecapSaid, RecapSpeaker } from './recap-schema.ts';
import type { PublicationRow } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';

/** What can be counted, and what was left out. */
export function figuresOf(
  rows: Rows,
  parts: {
    readonly said: readonly RecapSaid[];
    readonly speakers: readonly RecapSpeaker[];
    readonly messages: readonly RecapMessage[];
    readonly talks: number;
  },
): RecapFigures {
  const { said, speakers, messages, talks } = parts;
  const places = said.flatMap(placesOf);
  const { asked, answered, medianMs } = answeringIn(rows);
  return {
    posts: said.length,
    publications: places.length,
    photos: new Set(said.flatMap((one) => one.photos.map((photo) => photo.hash))).size,
    quotes: said.filter((one) => one.kind === 'quote').length,
    talks,
    speakers: speakers.length,
    messagesShown: messages.length,
    messagesKept: [...rows.all('message')].filter(({ verdict, erased }) => verdict !== 'shown' || erased).length,
    questions: asked,
    questionsAnswered: answered,
    answerMs: medianMs,
    ...sumsOf(places),
    reach: null,
    leftOut: leftOutOf(rows, said),
  };
}

/** Every account of ours that said something, in the order of the channels. */
export function channelsOf(rows: Rows, said: readonly RecapSaid[]): RecapChannel[] {
  const channels = [...rows.all('channel')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return channels.flatMap(({ id, network, account }) => {
    const here = said.filter((one) => placesOf(one).some((place) => place.channel === id));
    const places = here.flatMap(placesOf).filter((place) => place.channel === id);
    if (places.length === 0) return [];
    const counted = places.flatMap(({ countedMs }) => countedMs ?? []);
    return {
      channel: id,
      network,
      account,
      posts: places.length,
      photos: here.reduce((sum, one) => sum + one.photos.length, 0),
      measured: counted.length,
      ...sumsOf(places),
      ...(counted.length > 0 ? { countedMs: Math.max(...counted) } : {}),
    };
  });
}

export const placesOf = (said: RecapSaid): readonly RecapPlace[] => said.versions.flatMap(({ places }) => places);

/** Sums of what was told; null where nothing was, which is not nought. */
function sumsOf(places: readonly RecapPlace[]): Pick<RecapFigures, 'likes' | 'reposts' | 'replies'> {
  const sum = (field: 'likes' | 'reposts' | 'replies') =>
    places.reduce<number | null>((so, place) => (place[field] === null ? so : (so ?? 0) + place[field]), null);
  return { likes: sum('likes'), reposts: sum('reposts'), replies: sum('replies') };
}

function leftOutOf(rows: Rows, said: readonly RecapSaid[]): RecapFigures['leftOut'] {
  const shown = new Set(said.map((one) => one.post));
  const leftOut = { withdrawn: 0, erased: 0, refused: 0, unknown: 0, unsaid: 0, chosen: 0, photosWithheld: 0 };
  for (const post of rows.all('post')) {
    const publications = rows.ofPost('publication', post.id);
    if (post.erased) leftOut.erased += 1;
    else if (post.state === 'withdrawn') leftOut.withdrawn += 1;
    else if (post.leftOut) leftOut.chosen += 1;
    else {
      leftOut.refused += publications.filter(({ state }) => state === 'refused').length;
      leftOut.unknown += publications.filter(isUncertain).length;
      leftOut.withdrawn += post.state === 'fired' && publications.length > 0 && publications.every(isTakenBack) ? 1 : 0;
      leftOut.unsaid += post.state !== 'fired' && !shown.has(post.id) ? 1 : 0;
      leftOut.photosWithheld += withheldOf(rows, publications);
    }
  }
  return leftOut;
}

const isUncertain = ({ state }: PublicationRow): boolean => state === 'unknown' || state === 'sending';
const isTakenBack = ({ state }: PublicationRow): boolean => state === 'removing' || state === 'removed';

function withheldOf(rows: Rows, publications: readonly PublicationRow[]): number {
  const photos = new Set(publications.filter(isOut).flatMap(({ payload }) => payload.photos.map(({ id }) => id)));
  return [...photos].filter((id) => {
    const photo = rows.get('photo', id);
    return photo && !photo.removed && !photo.erased && isWithheld(rows, photo.people);
  }).length;
}
