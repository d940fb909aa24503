import { common } from '../../words/common.ts';
import { Empty } from '../parts/Empty.tsx';

/** An address that leads nowhere, or a show this person is not on. */
export function NotFound() {
  const t = common().notFound;
  return (
    <Empty title={t.title} heading>
      <a class="button button-quiet" href="/">
        {t.act}
      </a>
    </Empty>
  );
}
