import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recapHtml } from '../../../server/recap/html.ts';
import { pageBeside } from '../../../server/recap/page-stream.ts';
import { tellingOf } from '../../../server/recap/telling.ts';
import type { Recap } from '../../../shared/recap-schema.ts';
import { edit, recapOfEvening, withWords } from './recap-of-evening.ts';

const pageOf = (recap: Recap) => pageBeside(recapHtml(recap, 'beside'), tellingOf(recap).files);
/** Without its style, which is ours alone. */
const bodyOf = (page: string) => page.slice(page.indexOf('</style>'));

describe('recap as a page', () => {
  const page = pageOf(recapOfEvening());

  test('RE40 it loads nothing from anywhere and runs nothing', () => {
    expect(page).not.toMatch(/<(script|link|iframe|object|embed|base|form)\b/i);
    expect(page).not.toMatch(/\son\w+=/i);
    expect(page).not.toContain('@import');
    const loaded = [...page.matchAll(/\b(?:src|srcset|poster|data|background|action)="([^"]*)"/gi)].map(
      (found) => found[1],
    );
    expect(loaded).toEqual(['photos/001-debut.jpg', 'photos/002-c02-photo.jpg']);
    const urls = [...page.matchAll(/url\(([^)]{0,20})/g)].map((found) => found[1]);
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) expect(url).toMatch(/^data:font\/woff2/);
  });

  test('RE40 its policy allows its own style, by its hash, and nothing else', () => {
    const style = page.slice(page.indexOf('<style>') + 7, page.indexOf('</style>'));
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `default-src &#39;none&#39;; img-src &#39;self&#39; file:; font-src data:; style-src &#39;sha256-${hash}&#39;`,
    );
  });

  test('RE41 everything anyone wrote is escaped', () => {
    expect(page).toContain('<h1>Ma thèse en 180 secondes – finale &lt;fictive&gt;</h1>');
    expect(page).toContain('&lt;b&gt; &amp; [x](y)');
    const tags = (of: string) => bodyOf(of).match(/<[a-z/][^>]*>/gi);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`a<>"'&/=! -`, '<script>', '</p>', '&lt;') }), (words) => {
        expect(tags(pageOf(withWords(words)))).toEqual(tags(pageOf(withWords('a'))));
      }),
    );
  });

  test('RE41 only web addresses become links', () => {
    const recap = recapOfEvening((rows) => {
      edit(rows, 'publication', 'bilan:linkedin', { remote: { id: '', url: 'javascript:alert(1)' } });
      edit(rows, 'message', 'm1', { words: 'voir https://cnrs.fr/x?a=1&b="2" et javascript:alert(2)' });
    });
    const links = [...pageOf(recap).matchAll(/href="([^"]*)"/g)].map((found) => found[1]);
    expect(links.filter((href) => !/^(#|https?:\/\/)/.test(href ?? ''))).toEqual([]);
    expect(links).toContain('https://cnrs.fr/x?a=1&amp;b=');
  });

  test('RE42 what was withdrawn, erased, kept or never said is nowhere in it', () => {
    expect(page).not.toMatch(/SECRET/);
    expect(page).toContain('1\u00A0post retiré');
    expect(page).toContain('3\u00A0messages du public non affichés');
  });

  test('RE43 each post has its hour, its words in their language, its places with their figures, and its photos', () => {
    expect(page).toContain('<time datetime="2027-06-10T18:44:30+02:00">18\u00A0h\u00A044</time>');
    expect(page).toContain('href="https://bsky.example/debut"');
    expect(page).toContain('12\u00A0j’aime · 3\u00A0partages · 1\u00A0réponse');
    expect(page).toMatch(
      /<img src="photos\/002-c02-photo.jpg" alt="Linh Đan Trần-Belorme au micro \| devant sa diapositive" width="1600" height="1200"/,
    );
    const english = recapOfEvening((rows) => {
      const prize = rows.get('publication', 'prix:bsky');
      edit(rows, 'publication', 'prix:bsky', { payload: { ...prize?.payload, language: 'en' } });
    });
    expect(pageOf(english)).toContain('<p class="words" lang="en">');
  });

  test('RE44 what no network told is “not measured”', () => {
    expect(page).toContain('non mesuré</td>');
    expect(page).toContain('mesuré sur 3 posts sur 5');
  });

  test('RE45 a photo not received is described in its place', () => {
    const waiting = pageOf(recapOfEvening((rows) => edit(rows, 'photo', 'ph-debut', { received: false })));
    expect(waiting).toContain('<strong>Photo non reçue</strong> Vue « ph-debut »');
    expect(waiting).toContain('src="photos/001-c02-photo.jpg"');
  });

  test('RE46 it is in the show’s language, a rehearsal says so, an empty one too', () => {
    const english = pageOf(
      recapOfEvening((rows) => edit(rows, 'show', 'finale', { language: 'en', rehearsal: true, endedMs: 1 })),
    );
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('Rehearsal: nothing below was published on any network.');
    expect(english).not.toContain('Made before the end');
    const empty = pageOf(
      recapOfEvening((rows) => {
        for (const { id } of [...rows.all('publication')]) edit(rows, 'publication', id, { state: 'dropped' });
      }),
    );
    expect(empty).toContain('Rien n’a encore été publié.');
  });
});
