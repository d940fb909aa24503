import type { MessageRow } from '../../../shared/rows/message.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { mentionOf } from '../compose/naming.ts';
import { type Fields, fieldsOf, firstWords } from '../compose/start.ts';
import { nameOf } from './answerers.ts';

/**
 * A post that answers a question: its words quoted, the reply behind, who knows named; on the channel of the network that
 * it was asked on, where we have one.
 */
export function answerPost(
  rows: Rows,
  message: MessageRow,
  { atMs, quote }: { readonly atMs: number; readonly quote: (asked: string, reply: string) => string },
): { readonly fields: Fields; readonly words: string } {
  const fields = fieldsOf(rows, { kind: 'free' }, atMs);
  const there = [...rows.all('channel')].find(({ network, on }) => on && network === message.network);
  const to = message.given?.to;
  const who = to && 'person' in to ? mentionOf(to.person, true) : (nameOf(rows, to) ?? '');
  const reply = [message.reply?.words ?? '', who && `— ${who}`].filter(Boolean).join(' ');
  const tag = firstWords(rows, {}, fields.language).words.trim();
  const said = message.words === '' ? reply : quote(message.words, reply);
  return {
    fields: there ? { ...fields, channels: [there.id] } : fields,
    words: [said.trim(), tag].filter(Boolean).join(' '),
  };
}
