import { correctionWays } from '../../../shared/correcting.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { CorrectionWay, PublicationRow } from '../../../shared/rows/publication.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

export type MendWay = CorrectionWay | 'leave';

/** What a correction does on one channel. */
export interface MendLine {
  readonly publication: PublicationRow;
  /** Those to choose among, the best first; one or none: there is no choice. */
  readonly ways: readonly MendWay[];
  readonly way: MendWay;
  /** Where there is no choice: on the wall at once, by a person's hand, left as it is, or sent with the new words. */
  readonly does: 'wall' | 'hand' | 'left' | 'anew';
}

/** What will be done on each channel where the post is out, may be, or is still to go. */
export function mendLines(rows: Rows, post: PostRow, chosen: Readonly<Record<string, MendWay>>): readonly MendLine[] {
  return rows
    .ofPost('publication', post.id)
    .filter(({ channel, gone, state }) => post.channels.includes(channel) && !gone && state !== 'removing')
    .map((publication) => {
      const { network } = publication.payload;
      if (network === 'wall') return { publication, ways: [], way: 'edit', does: 'wall' };
      const mayStand = ['published', 'sending', 'unknown'].includes(publication.state);
      if (!mayStand) return { publication, ways: [], way: 'leave', does: 'anew' };
      if (rows.get('channel', publication.channel)?.served === 'hand')
        return { publication, ways: [], way: 'edit', does: 'hand' };
      const ways: readonly MendWay[] = [...correctionWays(rows, publication), 'leave'];
      const wanted = chosen[publication.channel];
      const way = wanted !== undefined && ways.includes(wanted) ? wanted : (ways[0] ?? 'leave');
      return { publication, ways, way, does: 'left' };
    });
}

/** As the mutation carries it. */
export const waysOf = (lines: readonly MendLine[]): Record<string, MendWay> =>
  Object.fromEntries(lines.map(({ publication, way }) => [publication.channel, way]));
