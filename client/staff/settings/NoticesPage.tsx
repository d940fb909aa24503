import { useState } from 'preact/hooks';
import { NOTICE_KINDS, type NoticeKind } from '../../../shared/notices.ts';
import type { PushAbout, PushWish } from '../../../shared/push.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { changeWish, firstWish, pushAbility, type TurnedOn, test, turnOff, turnOn } from '../notices/subscription.ts';
import { buzz, canVibrate, chooseVibration, vibrationOn } from '../notices/vibration.ts';
import { words } from '../notices/words.ts';
import { Button } from '../parts/Button.tsx';
import { Progress } from '../parts/Progress.tsx';
import { Switch } from '../parts/Switch.tsx';
import { toast } from '../parts/toasts.ts';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';

/** How this person is told, on this device. */
export function NoticesPage() {
  const t = words().page;
  return (
    <div class="stack">
      <section class="panel stack">
        <h2>{t.here}</h2>
        <p class="soft">{t.hereWhy}</p>
        {canVibrate() ? (
          <Switch
            label={t.vibration}
            hint={t.vibrationHint}
            on={vibrationOn.value}
            onChange={(on) => {
              chooseVibration(on);
              buzz();
            }}
          />
        ) : (
          <p class="small soft">{t.noVibration}</p>
        )}
      </section>
      <section class="panel stack">
        <h2>{t.away}</h2>
        <p class="soft">{t.awayWhy}</p>
        <Away />
      </section>
    </div>
  );
}

function Away() {
  const show = useShow();
  const t = words().page;
  const [ability, setAbility] = useState(pushAbility);
  const { reply, failed, again } = useAsked<PushAbout>('/push', { when: show.link.value });
  const [busy, setBusy] = useState(false);
  if (ability !== 'ready') return <p role="status">{t[ability]}</p>;
  if (!reply) return failed ? <p class="soft">{httpRefusalWords(failed)}</p> : <Progress label={t.turningOn} />;
  const run = async (acting: Promise<TurnedOn>) => {
    setBusy(true);
    const turned = await acting;
    setBusy(false);
    setAbility(pushAbility());
    if (turned !== 'on') toast(t[turned], { tone: 'wrong' });
    again();
  };
  if (!reply.wish) {
    return (
      <Button tone="act" wide disabled={busy} onClick={() => void run(turnOn(firstWish()))}>
        {busy ? t.turningOn : t.turnOn}
      </Button>
    );
  }
  return <On wish={reply.wish} busy={busy} onWish={(wish) => void run(changeWish(wish))} onOff={again} />;
}

function On({
  wish,
  busy,
  onWish,
  onOff,
}: {
  readonly wish: PushWish;
  readonly busy: boolean;
  readonly onWish: (wish: PushWish) => void;
  readonly onOff: () => void;
}) {
  const t = words().page;
  const choose = (kind: NoticeKind, on: boolean) =>
    onWish({ ...wish, kinds: NOTICE_KINDS.filter((each) => (each === kind ? on : wish.kinds.includes(each))) });
  const tryIt = async () => {
    const answered = await test();
    if (answered.ok) toast(t.tested);
    else toast(httpRefusalWords(answered.code), { tone: 'wrong' });
  };
  const leave = async () => {
    if (await turnOff()) toast(t.off);
    else toast(t.offline, { tone: 'wrong' });
    onOff();
  };
  return (
    <>
      <p>{t.on}</p>
      <Button onClick={() => void tryIt()}>{t.test}</Button>
      <Switch
        label={t.quiet}
        hint={t.quietHint}
        on={wish.quiet}
        disabled={busy}
        onChange={(quiet) => onWish({ ...wish, quiet })}
      />
      <fieldset class="stack">
        <legend class="field-label">{t.which}</legend>
        {NOTICE_KINDS.map((kind) => (
          <Switch
            key={kind}
            label={t.kinds[kind]}
            hint={t.kindsWhy[kind]}
            on={wish.kinds.includes(kind)}
            disabled={busy}
            onChange={(on) => choose(kind, on)}
          />
        ))}
      </fieldset>
      <Button tone="plain" onClick={() => void leave()}>
        {t.turnOff}
      </Button>
    </>
  );
}
