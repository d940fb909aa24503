import { hour } from '../../shared/text/hours.ts';
import { FAR_LEAST, FAR_MOST } from './address.ts';
import type { Frame } from './frame.ts';
import type { WallWords } from './words.ts';

/** What the person at the projecting computer can do, by a key or by a button that comes with the mouse. */
export const ACTS = { f: 'fullScreen', s: 'safe', c: 'calibrate', p: 'pause', n: 'skip', u: 'update' } as const;
export type Act = (typeof ACTS)[keyof typeof ACTS];

interface BarProps {
  readonly t: WallWords;
  readonly shown: boolean;
  readonly update: boolean;
  readonly act: (act: Act) => void;
}

export function Bar({ t, shown, update, act }: BarProps) {
  return (
    <nav class={`bar${shown ? ' shown' : ''}`} aria-label={t.operator}>
      {Object.entries(ACTS)
        .filter(([, one]) => update || one !== 'update')
        .map(([key, one]) => (
          <button type="button" key={one} onClick={() => act(one)}>
            {t[one]} <kbd>{key.toUpperCase()}</kbd>
          </button>
        ))}
    </nav>
  );
}

interface MarkProps {
  readonly frame: Frame;
  readonly lostMs: number | undefined;
  readonly safe: boolean;
  readonly paused: boolean;
  readonly update: boolean;
}

/** Said small, in the corner, to whoever runs the wall; the room has no use for it. */
export function Mark({ frame: { t, wall }, lostMs, safe, paused, update }: MarkProps) {
  const marks = [
    lostMs === undefined ? '' : t.lost(hour(lostMs, wall.zone, wall.language)),
    wall.held ? t.held : '',
    safe ? t.localSafe : '',
    paused ? t.paused : '',
    update ? t.newBuild : '',
  ].filter((mark) => mark !== '');
  return marks.length > 0 ? (
    <p class="mark" role="status">
      {marks.join(' · ')}
    </p>
  ) : null;
}

interface CalibrationProps {
  readonly t: WallWords;
  readonly language: string;
  readonly far: number;
  readonly set: (far: number) => void;
  readonly close: () => void;
}

/** The card that sets the size of everything: the distance to the last row, in picture heights. */
export function Calibration({ t, language, far, set, close }: CalibrationProps) {
  return (
    <div class="calibration" role="dialog" aria-modal="true" aria-labelledby="far">
      <i class="edges" />
      <h2 id="far">{t.far}</h2>
      <p class="far">
        <button type="button" aria-label={t.less} disabled={far <= FAR_LEAST} onClick={() => set(far - 0.5)}>
          −
        </button>
        <output aria-live="polite">{t.heights(far.toLocaleString(language))}</output>
        <button type="button" aria-label={t.more} disabled={far >= FAR_MOST} onClick={() => set(far + 0.5)}>
          +
        </button>
      </p>
      <p>{t.farHelp}</p>
      <p class="sample">{t.sample}</p>
      <p class="soft">{t.edges}</p>
      <button type="button" class="close" onClick={close}>
        {t.close} <kbd>C</kbd>
      </button>
    </div>
  );
}
