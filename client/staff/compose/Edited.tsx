import { isEditedAfterApproval } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { differencesOf } from './difference.ts';
import { shown } from './naming.ts';
import { words } from './words.ts';

/** "Edited after approval": what goes out is what was approved, and here is what differs. */
export function Edited({ rows, post }: { readonly rows: Rows; readonly post: PostRow }) {
  if (!isEditedAfterApproval(rows, post)) return null;
  const t = words().edited;
  const differences = differencesOf(rows, post);
  return (
    <details class="compose-fold compose-edited" open>
      <summary>
        <span class="grow strong">{post.state === 'fired' ? t.titleFired : t.title}</span>
      </summary>
      <p class="small">{post.state === 'fired' ? t.whyFired : t.why}</p>
      <ul class="stack small">
        {differences.map((difference) =>
          difference.field === 'texts' ? (
            <li key={difference.variant}>
              <span class="strong">{t.approved}</span>
              <blockquote lang={post.language}>{shown(difference.approved, rows) || t.nothing}</blockquote>
            </li>
          ) : (
            <li key={difference.field}>{t.fields[difference.field]}</li>
          ),
        )}
      </ul>
    </details>
  );
}
