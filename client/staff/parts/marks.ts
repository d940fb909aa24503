import type { PostStatus } from '../../../shared/post-status.ts';

/** What a small square says of a post. `look`: a person is needed. `missing`: there should be one, and there is none. */
export type Mark = 'sent' | 'ready' | 'draft' | 'look' | 'missing';

/** The square of a status; a withdrawn post has none. */
export function markOf(status: PostStatus): Mark | undefined {
  switch (status) {
    case 'published':
    case 'on-its-way':
      return 'sent';
    case 'ready':
      return 'ready';
    case 'draft':
    case 'submitted':
      return 'draft';
    case 'two-versions':
    case 'incomplete':
    case 'held':
    case 'missed':
    case 'partly-published':
    case 'refused':
    case 'unknown':
      return 'look';
    case 'withdrawn':
      return undefined;
  }
}
