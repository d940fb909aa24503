import * as v from 'valibot';
import { rowId } from '../rows/base.ts';
import { messageSchema, VERDICTS } from '../rows/message.ts';
import { define } from './mutation.ts';
import { onMessage, questionDefinitions } from './question.ts';
import { refuse, write } from './ruling.ts';

/** What the audience says under the show's hashtag, and what the team makes of it. */
export const messageDefinitions = {
  ...questionDefinitions,

  'message.see': define({
    name: 'message.see',
    args: v.pick(messageSchema, ['id', 'network', 'author', 'words', 'picture', 'url', 'saidMs']),
    who: [],
    engines: ['audience', 'import'],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      rows.get('message', args.id) ? write() : write({ row: 'message', ...args, verdict: 'new' }),
  }),

  'message.judge': define({
    name: 'message.judge',
    args: v.strictObject({
      message: rowId,
      from: v.picklist(VERDICTS),
      to: v.picklist(VERDICTS),
      question: v.optional(v.boolean()),
    }),
    who: ['moderate'],
    engines: [],
    freshMs: 15_000,
    rule: (rows, { args }, { atMs }) =>
      onMessage(rows, args.message, (message) => {
        const question = args.question ?? message.question;
        if (message.verdict === args.to && message.question === question) return write();
        if (message.verdict !== args.from && message.verdict !== args.to) {
          return refuse('changed', {
            row: 'message',
            id: message.id,
            field: 'verdict',
            from: args.from,
            to: args.to,
            now: message.verdict,
          });
        }
        const asked = question && !message.question ? { askedMs: atMs } : {};
        return write({ ...message, verdict: args.to, question, ...asked });
      }),
  }),
};
