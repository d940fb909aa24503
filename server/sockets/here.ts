import type { Here } from '../../shared/protocol.ts';
import type { Rows } from '../../shared/rows/rows.ts';

/** People come and go in bursts (a tunnel, a lift): phones hear of it at most this often. */
const EVERY_MS = 500;

/** An installation that follows a show now. */
export interface Present {
  readonly staff: string;
  readonly device: string;
}

export interface HereTeller {
  /** Someone came, left, or opened a post. */
  changed(show: string): void;
  people(show: string): readonly Here[];
  close(): void;
}

/** Tells everyone on a show who else is there, at most twice a second and only what differs from the last time. */
export function createHere({
  presentOn,
  rowsOf,
  tell,
}: {
  readonly presentOn: (show: string) => readonly Present[];
  readonly rowsOf: (show: string) => Rows | undefined;
  readonly tell: (show: string, people: readonly Here[]) => void;
}): HereTeller {
  const told = new Map<string, string>();
  const waiting = new Map<string, { again: boolean; timer: NodeJS.Timeout }>();

  const peopleNow = (show: string) => peopleOf(presentOn(show), rowsOf(show));
  const tellNow = (show: string) => {
    const people = peopleNow(show);
    const words = JSON.stringify(people);
    if (told.get(show) === words) return;
    told.set(show, words);
    tell(show, people);
  };

  const changed = (show: string) => {
    const soon = waiting.get(show);
    if (soon) {
      soon.again = true;
      return;
    }
    tellNow(show);
    const timer = setTimeout(() => {
      const { again } = waiting.get(show) ?? { again: false };
      waiting.delete(show);
      if (again) changed(show);
    }, EVERY_MS);
    timer.unref();
    waiting.set(show, { again: false, timer });
  };

  return {
    changed,
    people: peopleNow,
    close() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** Each installation once, with the post its owner took last, if one is open. */
export function peopleOf(present: readonly Present[], rows: Rows | undefined): readonly Here[] {
  const open = new Map<string, { post: string; rev: number }>();
  for (const post of rows?.all('post') ?? []) {
    if (post.owner === undefined || post.rev <= (open.get(post.owner)?.rev ?? -1)) continue;
    open.set(post.owner, { post: post.id, rev: post.rev });
  }
  const people = new Map<string, Here>();
  for (const { staff, device } of present) {
    const post = open.get(staff)?.post;
    people.set(`${staff}/${device}`, { staff, device, ...(post === undefined ? {} : { post }) });
  }
  return [...people.keys()].sort().flatMap((key) => people.get(key) ?? []);
}
