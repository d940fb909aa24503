import * as v from 'valibot';
import { NETWORKS } from './rows/channel.ts';
import { POST_KINDS } from './rows/post.ts';
import { SEGMENT_KINDS } from './rows/segment.ts';

/** The number of the format below; it rises when a field changes its meaning or goes. Fields may be added. */
export const RECAP_VERSION = 1;

const instant = v.pipe(v.number(), v.description('Milliseconds since 1970'));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Null: the network did not tell, or nobody asked it. Never 0 for want of a figure. */
const measured = v.nullable(count);
const nameOfStaff = v.nullable(v.string());

/** One place where a version of a post's words went out, with the very words of that place. */
const placeSchema = v.object({
  publication: v.string(),
  channel: v.string(),
  network: v.picklist(NETWORKS),
  account: v.string(),
  saidMs: instant,
  url: v.optional(v.string()),
  words: v.string(),
  /** What it said before it was corrected, the oldest first: until when, and who had it corrected. */
  before: v.optional(v.array(v.object({ words: v.string(), untilMs: instant, correctedBy: nameOfStaff }))),
  /** Our other accounts there that showed it again, as their network names them. */
  relayedBy: v.optional(v.array(v.string())),
  likes: measured,
  reposts: measured,
  replies: measured,
  countedMs: v.optional(instant),
});
export type RecapPlace = v.InferOutput<typeof placeSchema>;

/** Words as they were approved, for all channels or for some. Places differ by handles only. */
const versionSchema = v.object({ words: v.string(), places: v.array(placeSchema) });
export type RecapVersion = v.InferOutput<typeof versionSchema>;

const photoSchema = v.object({
  id: v.string(),
  hash: v.string(),
  width: count,
  height: count,
  alt: v.string(),
  credit: v.string(),
  people: v.array(v.string()),
  /** The server has the picture. */
  received: v.boolean(),
});
export type RecapPhoto = v.InferOutput<typeof photoSchema>;

/** A post that is out somewhere. */
const saidSchema = v.object({
  post: v.string(),
  kind: v.picklist(POST_KINDS),
  segment: v.optional(v.string()),
  language: v.string(),
  /** When it first was out. */
  saidMs: instant,
  starred: v.boolean(),
  writtenBy: v.array(v.string()),
  approvedBy: nameOfStaff,
  /** Null: its moment came, and it went out by itself. */
  firedBy: nameOfStaff,
  versions: v.pipe(v.array(versionSchema), v.minLength(1)),
  photos: v.array(photoSchema),
  /** People of the show it is about: named in its words, on its photos, on stage, or the winner. */
  people: v.array(v.string()),
});
export type RecapSaid = v.InferOutput<typeof saidSchema>;

const segmentSchema = v.object({
  id: v.string(),
  title: v.string(),
  kind: v.picklist(SEGMENT_KINDS),
  rooms: v.array(v.string()),
  people: v.array(v.string()),
  state: v.picklist(['over', 'running', 'to-come', 'passed', 'cancelled']),
  plannedMs: instant,
  startMs: v.optional(instant),
  endMs: v.optional(instant),
});
export type RecapSegment = v.InferOutput<typeof segmentSchema>;

/** A stretch of the timeline: before all, a segment, beside the running order, after all. */
const partSchema = v.object({
  kind: v.picklist(['before', 'segment', 'beside', 'after']),
  segment: v.optional(segmentSchema),
  said: v.array(saidSchema),
});
export type RecapPart = v.InferOutput<typeof partSchema>;

const personSchema = v.object({
  id: v.string(),
  name: v.string(),
  affiliation: v.optional(v.string()),
  title: v.optional(v.string()),
  field: v.optional(v.string()),
});
export type RecapPerson = v.InferOutput<typeof personSchema>;

const speakerSchema = v.object({
  ...personSchema.entries,
  segments: v.array(v.string()),
  posts: v.array(v.string()),
  photos: count,
  quotes: count,
});
export type RecapSpeaker = v.InferOutput<typeof speakerSchema>;

const prizeSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** Absent: not awarded, or not told yet. */
  winner: v.optional(personSchema),
});

const messageSchema = v.object({
  network: v.picklist(NETWORKS),
  author: v.string(),
  words: v.string(),
  saidMs: instant,
  question: v.boolean(),
});
export type RecapMessage = v.InferOutput<typeof messageSchema>;

const channelSchema = v.object({
  channel: v.string(),
  network: v.picklist(NETWORKS),
  account: v.string(),
  posts: count,
  photos: count,
  /** On how many of these posts the network told anything. */
  measured: count,
  likes: measured,
  reposts: measured,
  replies: measured,
  countedMs: v.optional(instant),
});
export type RecapChannel = v.InferOutput<typeof channelSchema>;

const figuresSchema = v.object({
  /** Posts out somewhere, and how many times all in all. */
  posts: count,
  publications: count,
  photos: count,
  quotes: count,
  talks: count,
  speakers: count,
  messagesShown: count,
  messagesKept: v.pipe(count, v.description('Messages of the audience that were not shown')),
  questions: v.pipe(count, v.description('Questions that the team took up, shown on the wall or not')),
  questionsAnswered: count,
  answerMs: v.pipe(v.nullable(count), v.description('Half of the answers came within this; null: none did')),
  likes: measured,
  reposts: measured,
  replies: measured,
  /** No network we publish to tells how many people saw a post. */
  reach: v.null(),
  /** What this recap does not show, so that it hides nothing by being silent. */
  leftOut: v.object({
    withdrawn: count,
    erased: count,
    refused: count,
    unknown: count,
    unsaid: v.pipe(count, v.description('Posts prepared and never fired')),
    chosen: v.pipe(count, v.description('Posts that staff left out of it')),
    photosWithheld: v.pipe(count, v.description('Photos of people who now refuse them')),
  }),
});
export type RecapFigures = v.InferOutput<typeof figuresSchema>;

/** What was said, when, by whom, where, with figures: the JSON export as it is, and what every other export is drawn from. */
export const recapSchema = v.object({
  format: v.literal('regie.recap'),
  version: v.literal(RECAP_VERSION),
  madeMs: instant,
  show: v.object({
    id: v.string(),
    name: v.string(),
    shortName: v.string(),
    zone: v.string(),
    language: v.string(),
    hashtags: v.array(v.string()),
    rehearsal: v.boolean(),
    ended: v.boolean(),
    /** Of the first and last segments, as they were or are expected. */
    beganMs: v.optional(instant),
    endedMs: v.optional(instant),
  }),
  figures: figuresSchema,
  channels: v.array(channelSchema),
  people: v.array(personSchema),
  parts: v.array(partSchema),
  speakers: v.array(speakerSchema),
  prizes: v.array(prizeSchema),
  messages: v.array(messageSchema),
});
export type Recap = v.InferOutput<typeof recapSchema>;
