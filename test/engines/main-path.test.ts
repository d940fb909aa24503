import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { emptyFolder } from '../server/server-process.ts';
import { openEngineStage } from './app.ts';
import { engine } from './engine.ts';

const WORDS = 'Écrit sans réseau, vu sur le mur.';

test(`EV1 in ${engine().name}, a post with its photo made with no server outlives the page, and is on the wall once it is back`, async () => {
  const stage = await openEngineStage();
  const { phone } = stage;
  const wall = await engine().open({ width: 1280, height: 720 });
  await wall.goto(stage.server.wallLink);
  await wall.holds('return navigator.serviceWorker.ready.then(() => true)');

  await stage.stop();
  await phone.reads('Hors ligne');
  await phone.press('Libre');
  // The caret waits before the show's hashtag: what is typed stands in front of it.
  await phone.holds('return document.activeElement.value === " #MT180" && document.activeElement.selectionStart === 0');
  await phone.type(WORDS);
  await phone.attach(await sidewaysPhoto());
  await phone.typeInto('Texte alternatif', 'La scène vide, en bleu.');
  await phone.press('Valider et publier');
  await phone.reads('Validé, et en route.');

  await phone.lose();
  await stage.go('tray');
  await phone.reads('1 photo');
  await phone.holds('return [...document.querySelectorAll("img")].some((image) => image.naturalWidth > 0)');
  await wall.reload();
  await wall.holds('return document.querySelector("#wall, main")?.innerText.includes("#MT180")');

  await stage.start();
  await wall.reads(WORDS);
  await wall.holds('return [...document.querySelectorAll("figure img")].some((image) => image.naturalWidth > 0)');
  const [portrait, alt] = await wall.run<[boolean, string]>(
    'const image = document.querySelector("figure img"); return [image.naturalHeight > image.naturalWidth, image.alt]',
  );
  expect({ portrait, alt }).toEqual({ portrait: true, alt: 'La scène vide, en bleu.' });
  await phone.reads('Tout ce qui a été fait ici est reçu par le serveur.');
});

/** As a camera held upright writes it: lying, with a note of how to turn it. */
async function sidewaysPhoto(): Promise<string> {
  const path = join(emptyFolder().root, 'scene.jpg');
  const lying = sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#225588' } });
  writeFileSync(path, await lying.withMetadata({ orientation: 6 }).jpeg().toBuffer());
  return path;
}
