import back from 'lucide-static/icons/chevron-left.svg?raw';
import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/Icon.tsx';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import type { PageName } from './pages.ts';
import { words } from './words.ts';

/** A page of the settings under its title, with the way back; its act, if it has one, in a dock at the thumb. */
export function PageFrame({
  page,
  dock,
  children,
}: {
  readonly page: PageName;
  readonly dock?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const show = useShow();
  const t = words();
  return (
    <div class="docked settings-page">
      <div class="scroll screen">
        <header class="settings-head">
          <a class="button button-plain" href={pathTo(show.id, 'settings')} aria-label={t.back}>
            <Icon of={back} />
          </a>
          <h1 class="grow">{t.pages[page]}</h1>
        </header>
        {children}
      </div>
      {dock && <div class="dock">{dock}</div>}
    </div>
  );
}
