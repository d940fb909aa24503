import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { undoAsked } from '../conducteur/asking.ts';
import { Progress } from '../parts/Progress.tsx';
import type { Address } from './address.ts';
import { Banners } from './Banners.tsx';
import { firstPublication } from './first-publication.ts';
import { useKeys } from './keys.ts';
import { later } from './later.tsx';
import { NotFound } from './NotFound.tsx';
import { screens } from './screens.ts';
import { ProvideShow, useSession } from './show-context.ts';
import { Tabs } from './Tabs.tsx';
import { TopBar } from './TopBar.tsx';

const Alerts = later(() => import('../notices/Alerts.tsx').then((found) => found.Alerts), { quiet: true });
const Elsewhere = later(() => import('./Elsewhere.tsx').then((found) => found.Elsewhere));
const LinkVoice = later(() => import('./LinkVoice.tsx').then((found) => found.LinkVoice), { quiet: true });
const SharedIn = later(() => import('../shared-in/SharedIn.tsx').then((found) => found.SharedIn), { quiet: true });
const UndoAsk = later(() => import('../conducteur/UndoAsk.tsx').then((found) => found.UndoAsk));

const FirstPublicationAsk = later(() => import('./FirstPublicationAsk.tsx').then((found) => found.FirstPublicationAsk));

type ShowAddress = Extract<Address, { at: 'show' }>;

/** Opens the show of the address and draws the frame around its screen. */
export function ShowFrame({ address }: { readonly address: ShowAddress }) {
  const session = useSession();
  const open = session.show.value;
  const [failed, setFailed] = useState(false);
  const here = open?.id === address.show;
  useEffect(() => {
    if (here) return;
    setFailed(false);
    session.open(address.show).then(
      (opened) => setFailed(opened === undefined),
      () => setFailed(true),
    );
  }, [here, address.show, session]);
  if (failed) {
    return (
      <main id="main">
        <NotFound />
      </main>
    );
  }
  if (!open || !here) return <Progress label={common().loading} />;
  return (
    <ProvideShow value={open}>
      <Frame show={open} address={address} />
    </ProvideShow>
  );
}

function Frame({ show, address }: { readonly show: ShowModel; readonly address: ShowAddress }) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const settled = useSettled();
  const isLoaded = show.loaded.value;
  const { route } = useLocation();
  useEffect(() => {
    // Cannot be fetched: a tap is answered by what it draws.
    if (isLoaded) import('./taken.ts').then(({ markTaken }) => markTaken(route)).catch(() => undefined);
  }, [isLoaded]);
  useKeys(show.id);
  useEffect(() => {
    document.title = `${common().screens[address.screen]} · ${common().app}`;
    // Not on the first screen: a page that has just loaded keeps the focus where the browser put it.
    // Nor from a field that the screen itself has put the caret in.
    if (first.current) first.current = false;
    else if (!document.activeElement?.matches('textarea, input')) main.current?.focus({ preventScroll: true });
    if (main.current) main.current.scrollTop = 0;
  }, [address.screen, address.id]);
  if (show.pausedBy.value === 'other-tab') return <Elsewhere show={show} />;
  const Screen = screens[address.screen];
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {common().skip}
      </a>
      <TopBar show={show} />
      <Banners show={show}>{settled && <Alerts show={show} />}</Banners>
      <main id="main" class="main" ref={main} tabIndex={-1}>
        {!Screen ? (
          <NotFound />
        ) : isLoaded ? (
          <Screen {...(address.id && { id: address.id })} />
        ) : (
          <Progress label={common().loading} />
        )}
      </main>
      <Tabs show={show} screen={address.screen} />
      {settled && <LinkVoice link={show.link} />}
      {settled && <SharedIn show={show} />}
      {undoAsked.value && <UndoAsk />}
      {firstPublication.value && <FirstPublicationAsk />}
    </div>
  );
}

/** What is not needed to draw the first screen must not be fetched beside it, over the thin network of a full hall. */
const SETTLED_MS = 1_500;

function useSettled(): boolean {
  const [settled, settle] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => settle(true), SETTLED_MS);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}
