import { useEffect, useState } from 'preact/hooks';
import type { SessionReply } from '../../../shared/access.ts';
import { PROTOCOL } from '../../../shared/protocol.ts';
import { HandOver } from '../hand-over/HandOver.tsx';
import { Button } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { canShare, saveFile, shareFile } from '../parts/save-file.ts';
import { toast } from '../parts/toasts.ts';
import { Choices } from '../shell/Choices.tsx';
import { useSession, useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { offsetWords } from './offset.ts';
import { words } from './words.ts';

const MEGABYTE = 1_000_000;

/** This phone: how it looks, what it keeps, what it has not yet sent, and how to hand it over. */
export function DevicePage() {
  const show = useShow();
  const session = useSession();
  const storage = useStorage();
  const { reply } = useAsked<SessionReply>('/session', { when: show.link.value });
  const unsent = show.outbox.value.filter(({ state }) => state !== 'received').length + show.tray.value.length;
  const [handingOver, setHandingOver] = useState(false);
  const t = words().device;
  return (
    <div class="stack">
      <section class="panel stack">
        <Choices />
      </section>
      <section class="panel stack">
        <h2>{t.storage}</h2>
        <p>{t.states[show.storage.value]}</p>
        {storage.usedBytes !== undefined && (
          <p class="small soft">{t.used(Math.max(1, Math.round(storage.usedBytes / MEGABYTE)))}</p>
        )}
        <p class="small soft">{storage.persisted ? t.persisted : t.notPersisted}</p>
        {!storage.persisted && <Button onClick={storage.ask}>{t.persist}</Button>}
      </section>
      <section class="panel stack">
        <h2>{t.unsent}</h2>
        <p>{unsent === 0 ? t.unsentNone : t.unsentCount(unsent)}</p>
        <p class="small soft">{t.unsentWhy}</p>
        <Button onClick={() => handOut(show.exportUnsent(), t.unsentFile)}>{t.export}</Button>
      </section>
      <section class="panel stack">
        <h2>{t.about}</h2>
        <dl class="settings-about">
          <dt>{t.device}</dt>
          <dd>{session.deviceName.value || '—'}</dd>
          <dt>{t.me}</dt>
          <dd>{show.me.value?.name ?? '—'}</dd>
          <dt>{t.version}</dt>
          <dd>
            {reply ? t.serverBuild(reply.server.build) : t.unknown}
            {show.update.value && ` · ${t.newer}`}
          </dd>
          <dt>{t.protocol}</dt>
          <dd>{PROTOCOL}</dd>
          <dt>{t.clock}</dt>
          <dd>{show.offsetMs.value === undefined ? t.unknown : offsetWords(show.offsetMs.value)}</dd>
        </dl>
      </section>
      <section class="panel stack">
        <h2>{t.handOver}</h2>
        <Button wide onClick={() => setHandingOver(true)}>
          {t.otherPhone}
        </Button>
        <p class="small soft">{t.handOverWhy}</p>
        {unsent > 0 && <p class="field-wrong">{t.handOverUnsent(unsent)}</p>}
        <HoldButton wide onDone={() => void session.leave()}>
          {t.leave}
        </HoldButton>
      </section>
      {handingOver && <HandOver onClose={() => setHandingOver(false)} />}
    </div>
  );

  function handOut(json: string, name: string): void {
    const file = new File([json], name, { type: 'application/json' });
    if (canShare(file)) shareFile(file);
    else saveFile(file, name);
    toast(t.exported);
  }
}

interface Storage {
  readonly persisted: boolean | undefined;
  readonly usedBytes: number | undefined;
  readonly ask: () => void;
}

function useStorage(): Storage {
  const [persisted, setPersisted] = useState<boolean>();
  const [estimate, setEstimate] = useState<StorageEstimate>();
  const t = words().device;
  useEffect(() => {
    // Absent over plain HTTP, and refused with an error by some private windows.
    navigator.storage?.persisted?.().then(setPersisted, () => undefined);
    navigator.storage?.estimate?.().then(setEstimate, () => undefined);
  }, []);
  return {
    persisted,
    usedBytes: estimate?.usage,
    ask: () =>
      void navigator.storage?.persist?.().then(
        (granted) => {
          setPersisted(granted);
          if (!granted) toast(t.persistRefused);
        },
        () => toast(t.persistRefused),
      ),
  };
}
