import { Component, createRef } from 'preact';
import { countWords } from '../../shared/reading.ts';
import { partAt } from '../../shared/wall-turn.ts';
import { type Fitted, fitWords } from './fitting.ts';
import type { Frame } from './frame.ts';
import { plainOf, Rich } from './Rich.tsx';

interface Props {
  readonly frame: Frame;
  readonly words: string;
  readonly language?: string | undefined;
  /** The largest size, counted in the least one. */
  readonly most: number;
  /** While this lasts, parts follow one another; absent: they begin again every so often. */
  readonly turn?: { readonly fromMs: number; readonly untilMs: number };
  /** No more lines than this at the largest size; absent: all the height there is. */
  readonly lines?: number;
}
/** The height of a line, in its type's size. */
const LINE = 1.18;

interface State {
  readonly fitted: Fitted | undefined;
}

/** Words that fill their box: as large as they fit, never smaller than the last row needs, in parts if they must. */
export class Fit extends Component<Props, State> {
  override state: State = { fitted: undefined };
  readonly #box = createRef<HTMLDivElement>();
  readonly #probe = createRef<HTMLParagraphElement>();
  /** What the present fitting was made for. */
  #made = '';

  override componentDidMount(): void {
    this.#measure();
  }
  override componentDidUpdate(): void {
    this.#measure();
  }

  #measure(): void {
    const box = this.#box.current;
    const probe = this.#probe.current;
    if (!box || !probe) return;
    const { words, frame, most, lines } = this.props;
    const made = [plainOf(words), box.clientWidth, box.parentElement?.clientHeight, frame.basePx, frame.fonts].join();
    if (made === this.#made) return;
    this.#made = made;
    const width = box.clientWidth + 1;
    const height = (lines === undefined ? heightFor(box) : lines * LINE * most * frame.basePx) + 1;
    const bounds = { leastPx: frame.basePx, mostPx: frame.basePx * most };
    const fitted = fitWords(plainOf(words), bounds, (text, px) => {
      probe.style.fontSize = `${px}px`;
      probe.textContent = text;
      // At the least size a long word is broken instead: it has nowhere left to shrink to.
      probe.classList.toggle('breaking', px <= frame.basePx);
      return probe.scrollWidth <= width ? probe.offsetHeight / height : Number.POSITIVE_INFINITY;
    });
    probe.textContent = '';
    this.setState({ fitted });
  }

  override render() {
    const { fitted } = this.state;
    const { frame, language, turn, most, lines } = this.props;
    const parts = fitted?.parts ?? [plainOf(this.props.words)];
    const px = `${fitted?.px ?? frame.basePx}px`;
    let part = 0;
    if (turn && parts.length > 1) {
      const on = partAt(turn, parts.map(countWords), frame.turnMs);
      part = on.part;
      frame.wake(frame.nowMs + Math.max(0, on.untilMs - frame.turnMs));
    }
    return (
      <div class="fit" ref={this.#box}>
        <p
          key={part}
          class="words breaking"
          lang={language}
          dir="auto"
          style={{ fontSize: frame.sizeOf?.(parts[0] ?? '', most, lines) ?? px }}
        >
          <Rich words={parts[part] ?? ''} />
        </p>
        {parts.length > 1 && (
          <span class="parts" role="img" aria-label={frame.t.part(part + 1, parts.length)}>
            {parts.map((_, i) => (i === part ? '●' : '○')).join(' ')}
          </span>
        )}
        <p class="words probe" aria-hidden="true" dir="auto" ref={this.#probe} />
      </div>
    );
  }
}

/** At rest a box is as high as its words; this is how high it may be. */
function heightFor(box: HTMLElement): number {
  box.classList.add('measuring');
  const height = box.clientHeight;
  box.classList.remove('measuring');
  return height;
}
