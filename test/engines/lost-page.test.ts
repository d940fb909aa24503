import { expect, test } from 'vitest';
import { Chance } from '../simulation/chance.ts';
import { openEngineStage } from './app.ts';
import type { Driven } from './driven.ts';
import { engine } from './engine.ts';

const ROUNDS = 20;

test(`FA90 in ${engine().name}, words called saved survive a page that is lost while they are written, with a server or without`, async () => {
  const stage = await openEngineStage();
  const { phone } = stage;
  const drafts = await phone.run<readonly string[]>(DRAFTS);
  let saved = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round === ROUNDS / 2) await stage.stop();
    const post = `posts/${drafts[round % drafts.length]}`;
    await stage.go(post);
    const said = await writeUntilLost(phone, { round, chance: new Chance(round) });
    if (said === '') continue;
    saved += 1;
    await stage.go(post);
    await phone.holds('return document.querySelector(".compose-area")?.value.startsWith(arguments[0])', said);
  }
  // Else nothing was put to the test.
  expect(saved).toBeGreaterThan(ROUNDS / 2);
});

/** Writes until a moment of chance, at which the page is lost; what it had last called saved by then. */
async function writeUntilLost(
  phone: Driven,
  { round, chance }: { readonly round: number; readonly chance: Chance },
): Promise<string> {
  await phone.holds('return document.querySelector(".compose-area") !== null');
  await phone.run(WATCH, `mot${round}-`);
  const words = chance.between(2, 6);
  for (let word = 0; word < words; word += 1)
    await phone.type(`mot${round}-${word} `, { restMs: chance.between(5, 1_000) });
  const said = await phone.run<string>('return window.said');
  await phone.lose();
  return said;
}

const DRAFTS = `
  return fetch('/shows/finale/rows').then((answer) => answer.json()).then(({ rows }) =>
    rows.filter(({ row, state }) => row === 'post' && state === 'draft').map(({ id }) => id))`;

/** Within the page: takes the place of what stood there, and notes each time the line below says that the words are kept. */
const WATCH = `
  const [beginning] = arguments;
  window.said = '';
  const area = document.querySelector('.compose-area');
  area.focus();
  area.select();
  new MutationObserver(() => {
    const line = document.querySelector('.compose-desk p')?.textContent ?? '';
    if (/^(Gardé|Reçu)/.test(line) && area.value.startsWith(beginning)) window.said = area.value;
  }).observe(document.body, { subtree: true, childList: true, characterData: true });`;
