import * as v from 'valibot';

const cue = v.variant('kind', [
  v.object({ kind: v.literal('clock'), at: v.string() }),
  v.object({
    kind: v.literal('segment'),
    segment: v.string(),
    edge: v.picklist(['start', 'end']),
    offsetSec: v.optional(v.number(), 0),
  }),
  v.object({ kind: v.literal('hand'), segment: v.optional(v.string()) }),
]);

/** A sample show, as its file says it: seconds, French words, ISO times. What is not named here is not read. */
export const sampleSchema = v.object({
  show: v.object({
    id: v.string(),
    name: v.string(),
    shortName: v.string(),
    timezone: v.string(),
    lang: v.string(),
    hashtags: v.object({ main: v.string(), others: v.array(v.string()) }),
    liveUrl: v.optional(v.string()),
    rooms: v.array(v.object({ id: v.string(), name: v.string() })),
    prizes: v.optional(v.array(v.object({ id: v.string(), name: v.string() })), []),
  }),
  channels: v.array(
    v.object({
      id: v.string(),
      network: v.picklist(['wall', 'bluesky', 'mastodon', 'x', 'linkedin', 'instagram']),
      account: v.string(),
      enabled: v.boolean(),
      publish: v.string(),
      minSpacingSec: v.optional(v.number(), 0),
    }),
  ),
  team: v.array(v.object({ id: v.string(), name: v.string(), role: v.string() })),
  people: v.array(
    v.object({
      id: v.string(),
      kind: v.picklist(['person', 'organisation', 'group']),
      name: v.string(),
      role: v.optional(v.string()),
      accord: v.optional(v.string()),
      affiliation: v.optional(v.string()),
      discipline: v.optional(v.string()),
      thesisTitle: v.optional(v.string()),
      handles: v.record(v.string(), v.nullable(v.string())),
      imageRights: v.optional(v.object({ status: v.string() })),
      restrictions: v.optional(v.array(v.string()), []),
      notes: v.optional(v.string()),
    }),
  ),
  segments: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      kind: v.string(),
      plannedStart: v.string(),
      plannedDurationSec: v.number(),
      people: v.array(v.string()),
      rooms: v.array(v.string()),
      beside: v.optional(v.boolean(), false),
      exact: v.optional(v.boolean(), false),
      restrictions: v.optional(v.array(v.string()), []),
    }),
  ),
  posts: v.array(
    v.object({
      id: v.string(),
      status: v.string(),
      lang: v.string(),
      channels: v.array(v.string()),
      text: v.string(),
      cue,
      freshForSec: v.number(),
      fill: v.optional(v.array(v.string()), []),
      media: v.optional(
        v.array(
          v.object({
            slot: v.string(),
            required: v.optional(v.boolean(), false),
            alt: v.optional(v.string()),
            altTemplate: v.optional(v.string()),
            guidance: v.optional(v.string()),
          }),
        ),
        [],
      ),
      thread: v.optional(v.string()),
      requiresConfirm: v.optional(v.boolean(), false),
      pinOnWall: v.optional(v.boolean(), false),
      note: v.optional(v.string()),
    }),
  ),
  wall: v.object({ safeSlide: v.object({ text: v.string() }) }),
  audience: v.optional(
    v.array(
      v.object({
        id: v.string(),
        network: v.picklist(['bluesky', 'mastodon', 'x']),
        author: v.string(),
        text: v.string(),
        receivedAt: v.string(),
      }),
    ),
    [],
  ),
});
export type Sample = v.InferOutput<typeof sampleSchema>;
export type SamplePost = Sample['posts'][number];
