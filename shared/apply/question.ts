import * as v from 'valibot';
import { givenId, instantMs, prose, rowId } from '../rows/base.ts';
import { type Answerer, answererSchema, type MessageRow, messageSchema } from '../rows/message.ts';
import type { Rows } from '../rows/rows.ts';
import { same } from '../same.ts';
import { define, isEngine } from './mutation.ts';
import { type Ruling, refuse, write } from './ruling.ts';

/** Who brings questions to who knows, and their answers back. */
const BRINGS = ['write', 'approve', 'moderate'] as const;

/** Questions from outside: marked, given to someone who knows, taken, replied to, answered from our account. */
export const questionDefinitions = {
  /** A post that someone found and pasted: a question from the start, and never on the wall by itself. */
  'message.add': define({
    name: 'message.add',
    args: v.strictObject({
      message: givenId,
      ...v.pick(messageSchema, ['network', 'author', 'words', 'url']).entries,
    }),
    who: BRINGS,
    engines: [],
    freshMs: 'ever',
    rule(rows, { args: { message: id, words, ...said } }, { atMs }) {
      if (rows.get('message', id)) return refuse('exists', { row: 'message', id });
      if (words.trim() === '' && said.url === undefined) return refuse('no-words', { row: 'message', id });
      return write({
        row: 'message',
        id,
        ...said,
        words: words.normalize('NFC'),
        saidMs: atMs,
        verdict: 'aside',
        question: true,
        askedMs: atMs,
      });
    },
  }),

  'message.ask': define({
    name: 'message.ask',
    args: v.strictObject({ message: rowId, to: v.boolean() }),
    who: BRINGS,
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      onMessage(rows, args.message, (message) => {
        if ((message.question ?? false) === args.to) return write();
        if (args.to) return write({ ...message, question: true, askedMs: atMs });
        return write({ ...message, question: false, askedMs: undefined, given: undefined, takenMs: undefined });
      }),
  }),

  /** To nobody: the link that was made for the one before opens nothing any more. */
  'message.give': define({
    name: 'message.give',
    args: v.strictObject({
      message: rowId,
      from: v.optional(answererSchema),
      to: v.optional(answererSchema),
    }),
    who: BRINGS,
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { by, atMs }) =>
      onMessage(rows, args.message, (message) => {
        const now = message.given?.to;
        if (same(now, args.to)) return write();
        if (!same(now, args.from)) return changed(message, 'given', { from: args.from, to: args.to, now });
        const missing = args.to && unknownAnswerer(rows, args.to);
        if (missing) return missing;
        return write({
          ...message,
          question: true,
          askedMs: message.askedMs ?? atMs,
          given: args.to && { to: args.to, by, atMs },
          takenMs: undefined,
        });
      }),
  }),

  /** `saw`: when it was given to who takes it; given to someone else since, it is theirs. */
  'message.take': define({
    name: 'message.take',
    args: v.strictObject({ message: rowId, saw: instantMs }),
    who: 'everyone',
    engines: ['questions'],
    freshMs: 'ever',
    rule: (rows, { args }, { by, atMs }) =>
      onMessage(rows, args.message, (message) => {
        if (message.given?.atMs !== args.saw) {
          return changed(message, 'given', { from: args.saw, now: message.given?.atMs });
        }
        if (!isEngine(by) && !same(message.given.to, { staff: by })) return refuse('not-allowed');
        return message.takenMs === undefined ? write({ ...message, takenMs: atMs }) : write();
      }),
  }),

  'message.reply': define({
    name: 'message.reply',
    args: v.strictObject({ message: rowId, from: v.optional(prose), to: prose }),
    who: 'everyone',
    engines: ['questions'],
    freshMs: 'ever',
    rule: (rows, { args }, { by, atMs }) =>
      onMessage(rows, args.message, (message) => {
        const words = args.to.normalize('NFC').trim();
        const now = message.reply?.words;
        if (now === words) return write();
        if (words === '') return refuse('no-words', { row: 'message', id: message.id });
        if (!isEngine(by) && !same(message.given?.to, { staff: by }) && !brings(rows, by)) return refuse('not-allowed');
        if (now !== args.from) return changed(message, 'reply', { from: args.from, to: words, now });
        return write({ ...message, takenMs: message.takenMs ?? atMs, reply: { words, by, atMs } });
      }),
  }),

  /** The post of ours that is to answer it. */
  'message.link': define({
    name: 'message.link',
    args: v.strictObject({ message: rowId, from: v.optional(rowId), to: v.optional(rowId) }),
    who: BRINGS,
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onMessage(rows, args.message, (message) => {
        if (message.answerPost === args.to) return write();
        if (message.answerPost !== args.from) {
          return changed(message, 'answerPost', { from: args.from, to: args.to, now: message.answerPost });
        }
        if (args.to !== undefined && !rows.get('post', args.to))
          return refuse('unknown-row', { row: 'post', id: args.to });
        return write({ ...message, answerPost: args.to });
      }),
  }),

  /** It was answered on its network, from our account; or that was said by mistake. */
  'message.answer': define({
    name: 'message.answer',
    args: v.strictObject({ message: rowId, to: v.boolean() }),
    who: BRINGS,
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { by, atMs }) =>
      onMessage(rows, args.message, (message) => {
        if ((message.answeredMs !== undefined) === args.to) return write();
        if (!args.to) return write({ ...message, answeredMs: undefined, answeredBy: undefined });
        return write({ ...message, answeredMs: atMs, answeredBy: by });
      }),
  }),
};

/** Runs a rule on a message that is there and not erased. */
export function onMessage(rows: Rows, id: string, rule: (message: MessageRow) => Ruling): Ruling {
  const message = rows.get('message', id);
  if (!message) return refuse('unknown-row', { row: 'message', id });
  return message.erased ? refuse('erased', { row: 'message', id }) : rule(message);
}

function changed(
  { id }: MessageRow,
  field: keyof MessageRow,
  values: { readonly from: unknown; readonly to?: unknown; readonly now: unknown },
): Ruling {
  return refuse('changed', { row: 'message', id, field, ...values });
}

function unknownAnswerer(rows: Rows, to: Answerer): Ruling | undefined {
  if ('staff' in to) {
    const staff = rows.get('staff', to.staff);
    return staff && !staff.revoked ? undefined : refuse('unknown-row', { row: 'staff', id: to.staff });
  }
  const person = rows.get('person', to.person);
  return person && !person.erased ? undefined : refuse('unknown-row', { row: 'person', id: to.person });
}

const brings = (rows: Rows, by: string): boolean => BRINGS.some((hat) => rows.get('staff', by)?.hats.includes(hat));
