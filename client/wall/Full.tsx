import { Card } from './Card.tsx';
import { Code } from './Code.tsx';
import { Fit } from './Fit.tsx';
import { everyTurn, type Frame } from './frame.ts';
import { Rich } from './Rich.tsx';
import { Live } from './scenes.tsx';

/** One thing fills the screen. */
export function Full({ frame }: { readonly frame: Frame }) {
  const { full } = frame.wall;
  switch (full?.kind) {
    case undefined:
      return <Live frame={frame} />;
    case 'announcement':
      return (
        <main class="scene full">
          <Fit frame={frame} words={full.words} most={3.2} turn={everyTurn(frame, full.words)} />
        </main>
      );
    case 'post':
      return (
        <main class="scene live full">
          <Card frame={frame} card={full.card} turn={everyTurn(frame, full.card.words)} most={2.2} />
        </main>
      );
    case 'prize':
      return (
        <main class="scene full prize" key={full.winner?.name}>
          <p class="label">{full.name}</p>
          {full.winner ? (
            <>
              <div class="name">
                <Fit frame={frame} words={full.winner.name} most={3} lines={2} />
              </div>
              {full.winner.thesis && (
                <div class="thesis">
                  <Fit frame={frame} words={full.winner.thesis} most={1.2} lines={3} />
                </div>
              )}
              {full.winner.from && <p class="from">{full.winner.from}</p>}
            </>
          ) : (
            <div class="name">
              <Fit frame={frame} words={frame.t.prizeToCome} most={2.4} lines={1} />
            </div>
          )}
        </main>
      );
    case 'recap':
      return (
        <main class="scene full recap">
          <p class="label">
            <Rich words={`${frame.wall.name} ${frame.wall.hashtag}`} />
          </p>
          <dl>
            {(['posts', 'photos', 'talks', 'messages'] as const)
              .filter((figure) => full.figures[figure] > 0)
              .map((figure) => (
                <div key={figure}>
                  <dd>{full.figures[figure].toLocaleString(frame.wall.language)}</dd>
                  <dt>{frame.t[figure](full.figures[figure])}</dt>
                </div>
              ))}
          </dl>
        </main>
      );
    case 'qr':
      return (
        <main class="scene full code">
          <Code link={full} />
          <div class="said">
            <Fit frame={frame} words={full.words || frame.wall.hashtag} most={2} />
            <p class="from">{full.url.replace(/^https?:\/\//, '')}</p>
          </div>
        </main>
      );
  }
}
