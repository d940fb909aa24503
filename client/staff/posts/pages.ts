import { later } from '../shell/later.tsx';

/** What stands in the place of the board and the lists; in a file of its own, to be fetched before it is asked for. */
export const Approve = later(() => import('./Approve.tsx').then((found) => found.Approve));
export const PostPage = later(() => import('./PostPage.tsx').then((found) => found.PostPage));
