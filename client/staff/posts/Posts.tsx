import plus from 'lucide-static/icons/plus.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { PostKind } from '../../../shared/rows/post.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { soonPainted } from '../shell/frames.ts';
import { later } from '../shell/later.tsx';
import type { ScreenProps } from '../shell/screens.ts';
import { useShow } from '../shell/show-context.ts';
import './posts.css';
import { Board } from './Board.tsx';
import { Equity } from './Equity.tsx';
import { List } from './List.tsx';
import { Approve, PostPage } from './pages.ts';
import { toApprove } from './to-approve.ts';
import { words } from './words.ts';

const Compose = later(() => import('../compose/Compose.tsx').then((found) => found.Compose));

const VIEWS = ['board', 'list', 'approve', 'bin'] as const;
export type View = (typeof VIEWS)[number];

/** A new post, about a segment or of a kind where the board shows a gap. */
export interface NewAbout {
  readonly segment?: string | undefined;
  readonly kind?: PostKind | undefined;
}

/** All posts: the board, the list, what waits for approval, the bin; with an id, one post. */
export function Posts({ id }: ScreenProps) {
  const left = useRef<Left>({ view: 'board', query: '', about: undefined, topPx: 0 });
  if (id !== undefined && !isView(id)) return <PostPage key={id} id={id} />;
  return <AllPosts key={id} first={id} left={left} />;
}

/** What was looked at when a post was opened from it: whoever closes the post is back where they were. */
interface Left {
  readonly view: View;
  readonly query: string;
  readonly about: string | undefined;
  readonly topPx: number;
}

function AllPosts({ first, left }: { readonly first: View | undefined; readonly left: { current: Left } }) {
  const show = useShow();
  const asked = useLocation().query.segment;
  const [was] = useState<Left>(
    asked === undefined ? left.current : { view: 'list', query: '', about: asked, topPx: 0 },
  );
  const [view, setView] = useState<View>(first ?? was.view);
  const [query, setQuery] = useState(was.query);
  /** Only the posts of this segment; empty: those of none. */
  const [about, setAbout] = useState(was.about);
  useLayoutEffect(() => {
    const scrolled = document.getElementById('main');
    // The frame begins each screen at its top, once it is drawn.
    void soonPainted().then(() => scrolled?.scrollTo(0, was.topPx));
    return () => {
      left.current = { ...left.current, topPx: scrolled?.scrollTop ?? 0 };
    };
  }, []);
  left.current = { ...left.current, view, query, about };
  const [composing, compose] = useState<NewAbout>();
  const t = words();
  const waiting = toApprove(show.rows.value, show.second.value).length;
  const writes = show.me.value?.hats.includes('write') ?? false;
  // Searching looks in the list: the board has no words.
  const shown = query.trim() !== '' && view === 'board' ? 'list' : view;
  return (
    <div class="screen posts">
      <header class="posts-head">
        <h1>{t.title}</h1>
        <label class="posts-search grow">
          <Icon of={search} size={1.25} />
          <span class="aside">{t.search}</span>
          <input
            type="search"
            class="input"
            placeholder={t.search}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
      </header>
      <div class="posts-views">
        <Segmented
          label={t.views.label}
          value={shown}
          onChoose={(next) => {
            setView(next);
            setAbout(undefined);
          }}
          options={VIEWS.map((each) => ({
            value: each,
            label: each === 'approve' && waiting > 0 ? t.views.approveCount(waiting) : t.views[each],
          }))}
        />
      </div>
      {shown === 'board' && (
        <>
          <Board
            onSegment={(segment) => {
              setAbout(segment);
              setView('list');
            }}
          />
          <Equity
            onPerson={(name) => {
              setQuery(name);
              setView('list');
            }}
          />
        </>
      )}
      {(shown === 'list' || shown === 'bin') && (
        <List query={query} bin={shown === 'bin'} about={about} onAll={() => setAbout(undefined)} onNew={compose} />
      )}
      {shown === 'approve' && <Approve query={query} />}
      {writes && shown !== 'approve' && shown !== 'bin' && (
        <div class="posts-new">
          <Button tone="act" drawing={plus} onClick={() => compose(about ? { segment: about } : {})}>
            {t.new}
          </Button>
        </div>
      )}
      {composing && <Compose start="free" {...composing} onClose={() => compose(undefined)} />}
    </div>
  );
}

const isView = (id: string): id is View => (VIEWS as readonly string[]).includes(id);
