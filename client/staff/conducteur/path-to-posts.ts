import { pathTo } from '../shell/address.ts';

/** The posts of one segment and no others, in the list of posts. */
export const pathToPosts = (show: string, segment: string): string =>
  `${pathTo(show, 'posts')}?segment=${encodeURIComponent(segment)}`;
