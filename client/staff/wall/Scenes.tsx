import shield from 'lucide-static/icons/shield.svg?raw';
import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import type { Full, Scene } from '../../../shared/rows/show.ts';
import { Button } from '../parts/Button.tsx';
import { said } from '../shell/act.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

const FullSheet = later(() => import('./FullSheet.tsx').then((found) => found.FullSheet));

/** The safe scene has its own button, which never moves. */
const CHOICES = ['auto', 'live', 'on-stage', 'photos', 'full'] as const satisfies readonly Scene[];

/** The scenes, one tap each; *full* asks with what. */
export function Scenes() {
  const show = useShow();
  const row = showOf(show.rows.value);
  const [filling, fill] = useState(false);
  const t = words();
  const go = (scene: Scene, full?: Full) => said(() => show.act('show.scene', { scene, ...(full && { full }) }));
  return (
    <section aria-label={t.scene}>
      <div class="wall-scenes">
        {CHOICES.map((scene) => (
          <button
            key={scene}
            type="button"
            class="wall-choice"
            aria-current={row?.scene === scene}
            {...(scene === 'full' && { 'aria-haspopup': 'dialog' as const })}
            onClick={() => (scene === 'full' ? fill(true) : void go(scene))}
          >
            <span class="strong">{t.scenes[scene]}</span>
            <small>{t.sceneHints[scene]}</small>
          </button>
        ))}
      </div>
      {filling && (
        <FullSheet
          onClose={() => fill(false)}
          onShow={async (full) => {
            if (await go('full', full)) fill(false);
          }}
        />
      )}
    </section>
  );
}

/** Always under the thumb, one tap, no question: what is wrong on a wall is seen by the whole room. */
export function SafeDock() {
  const show = useShow();
  const isSafe = showOf(show.rows.value)?.scene === 'safe';
  const t = words();
  return (
    <div class="dock">
      {isSafe ? (
        <Button tone="act" large wide onClick={() => void said(() => show.act('show.scene', { scene: 'auto' }))}>
          {t.leaveSafe}
        </Button>
      ) : (
        <Button
          tone="stop"
          large
          wide
          drawing={shield}
          onClick={() => void said(() => show.act('show.scene', { scene: 'safe' }))}
        >
          {t.goSafe}
        </Button>
      )}
    </div>
  );
}
