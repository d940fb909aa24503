import { renderToString } from 'preact-render-to-string';
import { knowSteady } from '../../shared/text/hours.ts';
import { type DrawWall, GIVEN_ID } from '../../shared/wall-packets.ts';
import { placeIn } from './address.ts';
import type { Frame } from './frame.ts';
import { type Guessed, guessSize } from './guess.ts';
import { Screen } from './Screen.tsx';
import { wallWords } from './words.ts';

/** The built page and its style sheet, written here when this is built for the server. */
declare const __WALL_PAGE__: string;
declare const __WALL_STYLE__: string;

/** In hundredths of the picture's height: a picture of 16:10 less its margins, of which 16:9 leaves some room. */
const WIDTH = 144;
const HEIGHT = 90;
/** The foot, its margins and the line of who speaks, in the size of the foot. */
const FOOT = 3.87;
const FOOT_MOST = 7;
/** On stage the countdown stands beside the name. */
const BESIDE = 0.7;
/**
 * A picture narrower than what was guessed for gets the least size, and a page drawn for another device stays empty, until
 * the script has measured.
 */
const UNTIL_MEASURED = `
@media (max-aspect-ratio: 79/50) { .fit .words[data-s] { font-size: var(--u) } }
@media (max-width: 45em), (max-height: 26em) { .wall { display: none } }
@media (min-width: 45.01em) and (min-height: 26.01em) { .visitor { display: none } }
`;

/**
 * The wall's page with its first card, drawn on the server from the page's own components: it is painted before any
 * script has come, and with the style sheet inside it needs no second round trip. The script then draws over it.
 */
export const drawWall: DrawWall = ({ whole, view, search }) => {
  const { wall, serverMs } = whole;
  const { far, room } = placeIn(search);
  const t = wallWords(wall.language);
  if (whole.steady) knowSteady(whole.steady);
  const frame: Frame = {
    wall,
    t,
    nowMs: serverMs,
    turnMs: serverMs,
    basePx: 0,
    far,
    fonts: 0,
    room,
    cards: wall.cards,
    photoUrl: () => undefined,
    wake: () => undefined,
    until: () => undefined,
    sizeOf: (words, most, lines) => {
      const guessed = { words, most, least: far };
      return `calc(var(--u) * ${lines === undefined ? wordsSize(guessed, wall.scene) : nameSize(guessed, lines)})`;
    },
  };
  const { html, rules } = withoutStyles(
    renderToString(
      <Screen
        frame={frame}
        t={t}
        visitor={view === 'visitor'}
        refused={false}
        waiting={false}
        lostMs={undefined}
        safe={false}
        paused={false}
        update={false}
        far={undefined}
        bar={false}
        act={() => undefined}
        near={() => undefined}
        setFar={() => undefined}
      />,
    ),
  );
  const style = `${__WALL_STYLE__}\n:root { --u: ${far}vh }\n${rules}${UNTIL_MEASURED}`;
  const given = JSON.stringify(whole).replaceAll('<', '\\u003c');
  const page = [
    [/<html lang="fr">/, `<html lang="${wall.language}">`],
    [/<title>.*?<\/title>/, renderToString(<title>{wall.name}</title>)],
    // What it asks for is in the page.
    [/<script[^>]* src="\/wall\/early\.js"[^>]*><\/script>/, ''],
    [/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`],
    [
      /<div id="wall"><\/div>/,
      `<div id="wall">${html}</div><script type="application/json" id="${GIVEN_ID}">${given}</script>`,
    ],
  ] as const;
  return { html: page.reduce((page, [place, text]) => put(page, place, text), __WALL_PAGE__), style };
};

function wordsSize(guessed: Guessed, scene: Frame['wall']['scene']): number {
  const foot = Math.min(guessed.least, FOOT_MOST) * FOOT;
  const height = scene === 'full' ? HEIGHT : scene === 'on-stage' ? (HEIGHT - foot) / 2 : HEIGHT - foot;
  return guessSize(guessed, { width: WIDTH, height });
}

function nameSize(guessed: Guessed, lines: number): number {
  // Half a line more than the lines there are: what it holds is whole lines.
  return guessSize(guessed, { width: WIDTH * BESIDE, height: (lines + 0.5) * guessed.most * guessed.least * 1.18 });
}

/**
 * Our policy takes no `style` attribute of a page's text: each becomes a rule of the style sheet. Only markup has such a
 * quote after `style=`; in words it is escaped.
 */
function withoutStyles(html: string): { readonly html: string; readonly rules: string } {
  const rules: string[] = [];
  const styled = html.replace(/ style="([\w\s().,:;%*-]*)"/g, (_, style: string) => {
    rules.push(`[data-s="${rules.length}"] { ${style} }\n`);
    return ` data-s="${rules.length - 1}"`;
  });
  return { html: styled, rules: rules.join('') };
}

function put(page: string, place: RegExp, text: string): string {
  if (!place.test(page)) throw new Error(`the built page has no ${place}`);
  return page.replace(place, () => text);
}
