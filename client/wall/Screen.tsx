import { Foot } from './Foot.tsx';
import { Full } from './Full.tsx';
import { type Frame, stageOf } from './frame.ts';
import { type Act, Bar, Calibration, Mark } from './Operator.tsx';
import { Live, OnStage, Photos, Safe } from './scenes.tsx';
import { Visitor } from './Visitor.tsx';
import type { WallWords } from './words.ts';

interface Props {
  /** Absent until a first wall has come. */
  readonly frame: Frame | undefined;
  readonly t: WallWords;
  readonly visitor: boolean;
  readonly refused: boolean;
  /** For long enough that it is said. */
  readonly waiting: boolean;
  readonly lostMs: number | undefined;
  /** The safe scene was asked for here, by a key. */
  readonly safe: boolean;
  readonly paused: boolean;
  readonly update: boolean;
  /** The distance being set; absent: no calibration card. */
  readonly far: number | undefined;
  readonly bar: boolean;
  readonly act: (act: Act) => void;
  readonly near: (hashes: readonly string[]) => void;
  readonly setFar: (far: number) => void;
}

export function Screen(props: Props) {
  const { frame, t, safe, far } = props;
  if (!frame) {
    const why = props.refused ? t.noWall : props.lostMs ? t.noServer : props.waiting && t.loading;
    return <main class="alone">{why}</main>;
  }
  const scene = safe ? 'safe' : sceneOf(frame);
  if (props.visitor) return <Visitor frame={frame} safe={scene === 'safe'} near={props.near} />;
  return (
    <div class="wall" data-scene={scene}>
      <header>
        <h1 class="unseen">{frame.wall.name}</h1>
        {frame.wall.rehearsal && <p class="rehearsal">{t.rehearsal}</p>}
      </header>
      <Scene frame={frame} scene={scene} />
      {scene !== 'safe' && scene !== 'full' && <Foot frame={frame} onStage={scene === 'on-stage'} />}
      <Mark frame={frame} lostMs={props.lostMs} safe={safe} paused={props.paused} update={props.update} />
      <Bar t={t} shown={props.bar} update={props.update} act={props.act} />
      {far !== undefined && (
        <Calibration
          t={t}
          language={frame.wall.language}
          far={far}
          set={props.setFar}
          close={() => props.act('calibrate')}
        />
      )}
    </div>
  );
}

function Scene({ frame, scene }: { readonly frame: Frame; readonly scene: Frame['wall']['scene'] }) {
  switch (scene) {
    case 'live':
      return <Live frame={frame} />;
    case 'on-stage':
      return <OnStage frame={frame} />;
    case 'photos':
      return <Photos frame={frame} />;
    case 'full':
      return <Full frame={frame} />;
    case 'safe':
      return <Safe frame={frame} />;
  }
}

/** A wall bound to a room chooses by that room, where the running order chooses at all. */
function sceneOf(frame: Frame): Frame['wall']['scene'] {
  const { wall, room } = frame;
  if (!wall.auto || room === undefined) return wall.scene;
  return stageOf(frame)?.now?.kind === 'talk' ? 'on-stage' : 'live';
}
