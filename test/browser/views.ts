import type { Page } from 'playwright-core';
import { SHOW } from './stage.ts';

/** Something one looks at: an address, and what is pressed there. */
export interface View {
  readonly path: string;
  readonly open?: (page: Page) => Promise<void>;
  /** What tells it from its screen, in a fault. */
  readonly named: string;
}

const at = (screen: string, button?: string): View => ({
  path: `/s/${SHOW}/${screen}`,
  named: button === undefined ? screen : `${screen} › ${button}`,
  ...(button !== undefined && { open: dialog(button) }),
});
const dialog = (button: string) => async (page: Page) => {
  await page.locator(button).first().click();
  await page.locator('dialog[open]').waitFor();
};

const SETTINGS = [
  ...['show', 'import', 'templates', 'missing', 'rooms', 'people', 'prizes', 'channels', 'staff', 'checks'],
  ...['out', 'privacy', 'notices', 'device', 'end'],
];
/** A shared address, as the gallery or a browser of the phone hands it over. */
const SHARED = encodeURIComponent('https://social.example/@public/1');

/** Every screen and page of a show, and what opens over them: the sample final, seeded, in the middle of its evening. */
export const VIEWS: readonly View[] = [
  at('direct'),
  at('direct', '.top-show'),
  {
    path: `/s/${SHOW}/direct`,
    named: 'direct › hand-over',
    open: async (page) => {
      await dialog('.top-show')(page);
      await page.getByRole('button', { name: /^(Passer sur un autre|Change to another)/ }).click();
      await page.locator('.qr').waitFor();
    },
  },
  at('direct', '.button-hold'),
  at('direct', '.dock-quick >> nth=0'),
  at('direct', '.dock-quick >> nth=1'),
  at('conducteur'),
  at('conducteur', '.conducteur-list .line-open'),
  at('conducteur', '.conducteur-tools .button'),
  at('posts'),
  at('posts/list'),
  at('posts/approve'),
  at('posts/bin'),
  at('posts/c05-intro'),
  at('tray'),
  at('questions'),
  at('questions', '.screen-head .button'),
  { ...at(`questions/${SHARED}`), named: 'questions › a shared address' },
  at('wall'),
  at('wall', '[aria-haspopup=dialog].wall-choice'),
  at('recap'),
  at('rehearsal'),
  at('settings'),
  ...SETTINGS.map((page) => at(`settings/${page}`)),
  at('questions', '.questions-acts .button-act'),
  at('settings/staff', '#main li .button-plain'),
  at('settings/people', '#main .settings-link'),
];

/** Opens it whole: what is fetched apart, pieces of the screen and what the server alone knows, has come too. */
export async function openView(page: Page, url: string, view: View): Promise<void> {
  await page.goto(url + view.path);
  await page.locator('#main h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await view.open?.(page);
}
