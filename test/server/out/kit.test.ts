import { unzipSync } from 'fflate';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../server/out/calendar.ts';
import { partnerKit } from '../../../server/out/kit.ts';
import { saidPage } from '../../../server/out/said-page.ts';
import type { Sending } from '../../../server/recap/page-stream.ts';
import type { PhotoReader } from '../../../server/recap/photo-file.ts';
import { recapOf } from '../../../shared/recap.ts';
import type { RowMap } from '../../../shared/rows/rows.ts';
import { at, evening, hashOf } from '../../fixtures/evening.ts';
import { edit, MADE } from '../recap/recap-of-evening.ts';

const photoFile: PhotoReader = async (hash, size) => {
  const bytes = Buffer.from(`${size} of ${hash}`);
  return { bytes: bytes.length, read: async () => bytes };
};

async function bytesOf(sending: Sending): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of sending.chunks()) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  expect(bytes).toHaveLength(sending.bytes);
  return bytes;
}

function recapAt(rows: RowMap, atMs: number) {
  const recap = recapOf(rows, atMs);
  if (!recap) throw new Error('no recap');
  return recap;
}

/** The files of the kit by their name inside its folder, as text. */
async function kitOf(rows: RowMap, atMs = MADE) {
  const calendar = calendarOf(rows, { atMs, idOf: (show, segment) => `${show}-${segment}` }) ?? '';
  const archive = unzipSync(await bytesOf(await partnerKit(rows, { recap: recapAt(rows, atMs), calendar, photoFile })));
  const files = new Map<string, string>();
  for (const [name, bytes] of Object.entries(archive)) {
    expect(name).toMatch(/^kit-mt180-2027-06-10\//);
    files.set(name.slice(name.indexOf('/') + 1), Buffer.from(bytes).toString());
  }
  return files;
}

describe('partner kit', () => {
  test('OU9 one folder: the page, the programme as a table and a calendar, and the pictures', async () => {
    const files = await kitOf(evening());
    expect([...files.keys()]).toEqual([
      'kit.html',
      'programme.csv',
      'programme.ics',
      'photos.csv',
      'photos/001.jpg',
      'photos/002.jpg',
    ]);
    const page = files.get('kit.html') ?? '';
    for (const [name] of files) if (name.endsWith('.jpg')) expect(page).toContain(`src="${name}"`);
    expect(page).toContain('#MT180');
    expect(page).toContain('<strong>@mt180.example</strong>');
    expect(page).toContain('Bluesky @maelys.example · Mastodon @maelys@social.example');
    expect(page).not.toMatch(/<script|SECRET/);
    expect(files.get('photos/002.jpg')).toBe(`network of ${hashOf('ph-c02')}`);
    const events = new ICAL.Component(ICAL.parse(files.get('programme.ics') ?? '')).getAllSubcomponents('vevent');
    expect(events).toHaveLength(7);
  });

  test('OU10 words to use: sentences in both languages, what is out, what may be told ahead with its hour; no draft, no result', async () => {
    const rows = evening();
    for (const id of ['c01-intro', 'c01-citation', 'prix']) edit(rows, 'post', id, { state: 'approved' });
    for (const [id, words] of [
      ['c01-intro', 'Voici Maëlys'],
      ['c01-citation', 'SECRET-CITATION'],
      ['prix', 'SECRET-PRIX {winner}'],
    ] as const) {
      edit(rows, 'text', `${id}-words`, { words });
      for (const channel of ['bsky', 'masto', 'x']) {
        if (rows.get('publication', `${id}:${channel}`))
          edit(rows, 'publication', `${id}:${channel}`, { state: 'owed' });
      }
    }
    edit(rows, 'approval', 'c01-intro-ok', { cue: { kind: 'clock', atMs: at('18:40') } });
    const page = (await kitOf(rows, at('18:20'))).get('kit.html') ?? '';
    expect(page).toContain(
      'c’est le jeudi 10 juin 2027 à 18\u00A0h\u00A030\u00A0: suivez-nous en direct. #MT180 #Doctorat',
    );
    expect(page).toContain('lang="en">Ma thèse en 180 secondes – finale &lt;fictive&gt;: join us live');
    expect(page).toMatch(/pas avant 18\u00A0h\u00A040<\/p>\s*<p class="words">Voici Maëlys<\/p>/);
    expect(page).toContain('C’est parti');
    expect(page).not.toContain('SECRET');
    edit(rows, 'segment', 'c01', { restrictions: ['no-publication-avant-accord'] });
    expect((await kitOf(rows, at('18:20'))).get('kit.html')).not.toContain('Voici Maëlys');
  });

  test.each([
    ['someone to be asked', (rows: RowMap) => edit(rows, 'person', 'p02', { imageRights: 'to-confirm' })],
    ['someone who wants no face shown', (rows: RowMap) => edit(rows, 'person', 'p02', { imageRights: 'no-face' })],
    ['someone who refuses', (rows: RowMap) => edit(rows, 'person', 'p02', { imageRights: 'refused' })],
    ['a person’s limit', (rows: RowMap) => edit(rows, 'person', 'p02', { restrictions: ['no-photo'] })],
    ['a segment’s limit', (rows: RowMap) => edit(rows, 'segment', 'c02', { restrictions: ['no-slide'] })],
  ])('OU11 a picture is for partners only if all on it agreed: left out and counted for %s', async (_, change) => {
    const rows = evening();
    change(rows);
    const files = await kitOf(rows);
    expect([...files.keys()].filter((name) => name.endsWith('.jpg'))).toEqual(['photos/001.jpg']);
    expect(files.get('photos/001.jpg')).toBe(`network of ${hashOf('ph-debut')}`);
    expect(files.get('kit.html')).toContain('Une image publiée n’y est pas');
  });

  test('OU12 nothing that anyone named runs in a spreadsheet', async () => {
    const rows = evening();
    edit(rows, 'segment', 'c01', { title: '=HYPERLINK("http://piege.example")' });
    edit(rows, 'room', 'scene', { name: '+1' });
    edit(rows, 'photo', 'ph-c02', { credit: '@SUM(A1)' });
    const files = await kitOf(rows);
    expect(files.get('programme.csv')).toContain(`;'+1;"'=HYPERLINK(""http://piege.example"")";`);
    expect(files.get('programme.csv')).toMatch(
      /^\uFEFFDate;Début;Fin;Salle;Étape;État;Personnes et comptes\r\n10\/06\/2027;18:30;/,
    );
    // What a picture says is what went out with it.
    const publication = rows.get('publication', 'c02-photo:bsky');
    const photos = publication?.payload.photos.map((photo) => ({ ...photo, credit: '-1+1|cmd' }));
    edit(rows, 'publication', 'c02-photo:bsky', { payload: { ...publication?.payload, photos } });
    expect((await kitOf(rows)).get('photos.csv')).toContain(";'-1+1|cmd;");
  });
});

describe('what was said about someone', () => {
  const pageOf = async (rows: RowMap, id: string) => {
    const person = rows.get('person', id);
    if (!person) throw new Error(id);
    return (await bytesOf(await saidPage(recapAt(rows, MADE), person, photoFile))).toString();
  };

  test('OU13 it holds what is out about them with its picture, and nothing else: no other’s posts, no draft, no name of the team', async () => {
    const page = await pageOf(evening(), 'p02');
    expect(page).toContain('<h1>Ce qui a été dit de Linh Đan Trần-Belorme</h1>');
    expect(page).toContain('Sur scène, maintenant. #MT180');
    expect(page).toContain(`data:image/jpeg;base64,${Buffer.from(`wall of ${hashOf('ph-c02')}`).toString('base64')}`);
    expect(page.match(/<article>/g)).toHaveLength(1);
    expect(page).not.toMatch(/SECRET|abeille|Loane|Naïma|<script/);
    expect(page).toContain('<meta name="robots" content="noindex, nofollow">');
  });

  test('OU13 what is withdrawn since leaves it, and where nothing is out it says so', async () => {
    const rows = evening();
    edit(rows, 'post', 'c02-photo', { state: 'withdrawn' });
    const page = await pageOf(rows, 'p02');
    expect(page).not.toContain('Sur scène');
    expect(page).toContain('Rien n’a encore été publié.');
  });
});
