import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Markup } from './markup.ts';

/** Where a page's pictures are: in its own bytes, or in files beside it. */
export type Pictures = 'inside' | 'beside';

const fonts = createRequire(import.meta.url);
const font = (subset: string): string =>
  readFileSync(
    fonts.resolve(
      `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${subset}-wght-normal.woff2`,
    ),
  ).toString('base64');
/** Names of half of Europe and of Viet Nam need the second. Ranges as the font's package has them. */
const SUBSETS = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
};
const FACES = Object.entries(SUBSETS)
  .map(
    ([subset, range]) =>
      `@font-face{font-family:"Hyperlegible";font-weight:200 800;font-display:swap;src:url(data:font/woff2;base64,${font(subset)}) format("woff2");unicode-range:${range}}`,
  )
  .join('\n');

/** The style of a page that needs nothing else: its fonts are inside, and its policy lets no other style in. */
export interface PageStyle {
  /** Ours alone, hence markup as it stands: it holds no word of anyone. */
  readonly markup: Markup;
  /** What the page may load: its own style and fonts, and pictures. It stands in the page itself, for whoever hosts it. */
  readonly policy: (pictures: Pictures) => string;
}

export function pageStyle(css: string): PageStyle {
  const style = `${FACES}\n${css}`;
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    markup: { pieces: [style] },
    policy: (pictures) =>
      [
        "default-src 'none'",
        `img-src ${pictures === 'inside' ? 'data:' : "'self' file:"}`,
        'font-src data:',
        `style-src 'sha256-${hash}'`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
  };
}

export const RECAP_CSS = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8');
export const recapStyle = pageStyle(RECAP_CSS);
