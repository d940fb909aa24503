import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recapHtml } from '../../../server/recap/html.ts';
import { recapMarkdown } from '../../../server/recap/markdown.ts';
import { pageBeside } from '../../../server/recap/page-stream.ts';
import { tellingOf } from '../../../server/recap/telling.ts';
import { edit, MADE, recapOfEvening, withWords } from './recap-of-evening.ts';

describe('recap in Markdown', () => {
  const markdown = recapMarkdown(recapOfEvening(), { photos: true });

  test('RE30 it has the timeline by segment, the prizes, the speakers, the audience and the figures', () => {
    const titles = markdown.split('\n').filter((line) => line.startsWith('#'));
    expect(titles).toEqual([
      '# Ma thèse en 180 secondes – finale \\<fictive\\>',
      '## Palmarès',
      '## Le fil',
      '### 18\u00A0h\u00A030, Ouverture',
      '### 18\u00A0h\u00A041, 1/3 – Maëlys Tournepierre',
      '### 18\u00A0h\u00A046, 2/3 – Linh Đan Trần-Belorme',
      '### 1er prix du jury',
      '### Après',
      '## Sur scène',
      '## Messages du public',
      '## Chiffres',
    ]);
    expect(markdown).toContain('- **1er prix du jury**\u00A0: Maëlys Tournepierre (Université de Strasbourg)');
    expect(markdown).toContain('| Mastodon mt180@social.example | 2 | non mesuré | non mesuré | non mesuré |');
    expect(markdown).not.toMatch(/SECRET/);
  });

  test('RE31 nothing anyone wrote becomes markup', () => {
    expect(markdown).toContain('\\| \\*Rôle\\* des\\_microARN \\<b\\> \\& \\[x\\](y)');
    const first = (words: string) => {
      const lines = recapMarkdown(withWords(words), { photos: false }).split('\n');
      return lines[lines.findIndex((line) => line.startsWith('>'))];
    };
    expect(first('# titre')).toBe('> \\# titre');
    expect(first('1. liste')).toBe('> 1\\. liste');
    expect(first('- liste')).toBe('> \\- liste');
    expect(first('    code')).toBe('> code');
    expect(first('voir https://cnrs.fr/a_b*c')).toBe('> voir <https://cnrs.fr/a_b*c>');
  });

  test('RE31 every character that could mean something is escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a*_`[]<>|~&\\#') }), (words) => {
        const lines = recapMarkdown(withWords(`x${words}`), { photos: false }).split('\n');
        const line = lines.find((one) => one.startsWith('> x')) ?? '';
        expect(line.slice(2).replace(/\\([\\`*_[\]<>|~&$#])/g, '')).not.toMatch(/[\\`*_[\]<>|~&]/);
        expect(line.slice(2).replace(/\\([\\`*_[\]<>|~&$#])/g, '$1')).toBe(`x${words}`);
      }),
    );
  });

  test('RE32 lines are kept, pictures are links in the archive and described elsewhere', () => {
    expect(markdown).toContain('> Merci à toutes et à tous.\n>\n> À l’an prochain !');
    expect(markdown).toContain(
      '![Linh Đan Trần-Belorme au micro \\| devant sa diapositive](photos/002-c02-photo.jpg) (Photo\u00A0: Isidore Passemuraille)',
    );
    const alone = recapMarkdown(recapOfEvening(), { photos: false });
    expect(alone).not.toContain('](photos/');
    expect(alone).toContain('*photo\u00A0:* Linh Đan Trần-Belorme au micro');
  });

  test('NI60 it says how many questions were asked, answered, and within how long', () => {
    expect(markdown).toContain('1\u00A0question, dont 0\u00A0avec réponse.');
    const askedMs = MADE - 3_600_000;
    const answered = recapOfEvening((rows) => edit(rows, 'message', 'm2', { askedMs, answeredMs: askedMs + 690_000 }));
    const told = /1\u00A0question, dont 1\u00A0avec réponse \\?\(la moitié en 12\u00A0min au plus/;
    expect(recapMarkdown(answered, { photos: false })).toMatch(told);
    expect(pageBeside(recapHtml(answered, 'beside'), tellingOf(answered).files)).toMatch(told);
  });

  test('RE33 an English show is told in English', () => {
    const english = recapMarkdown(
      recapOfEvening((rows) => edit(rows, 'show', 'finale', { language: 'en' })),
      { photos: false },
    );
    expect(english).toContain('## Timeline');
    expect(english).toContain('### 18:30, Ouverture');
    expect(english).toContain('not measured');
  });
});
