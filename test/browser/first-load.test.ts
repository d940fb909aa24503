import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type File, importedBy, kBOf, STAFF_LIMIT_KB, sum, WALL_LIMIT_KB } from '../bench/first-load.ts';

const dist = join(import.meta.dirname, '../../dist');

test.each([
  ['the staff app', 'index.html', STAFF_LIMIT_KB],
  ['the wall', 'wall/index.html', WALL_LIMIT_KB],
])('OF100: what %s must fetch before it is drawn is light', (_, page, limit) => {
  const files = fetchedFor(page);
  // A page that names neither would weigh nothing.
  expect(files.some(({ path }) => path.endsWith('.css')) && files.some(({ path }) => path.endsWith('.js'))).toBe(true);
  expect(sum(files), files.map(({ path, kB }) => `${path} ${kB.toFixed(1)} kB`).join(', ')).toBeLessThanOrEqual(limit);
});

test('OF150 the app’s first file begins with the hint to compile all of it ahead, and no other does', () => {
  const hinted = built().filter(({ text }) => text.includes('allFunctionsCalledOnLoad'));
  expect(hinted.map(({ path }) => path)).toEqual(namedBy('index.html').filter((path) => path.endsWith('.js')));
  expect(hinted[0]?.text).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
});

test('OF151 what acts comes in one file, which imports the first one only', () => {
  const files = built();
  const first = importedBy(files, ({ path }) => namedBy('index.html').includes(path));
  const acts = importedBy(files, ({ path }) => path.startsWith('assets/browser-phone-'));
  const beside = acts.filter((file) => !first.includes(file) && !file.path.includes('rolldown-runtime'));
  expect(beside.map(({ path }) => path)).toEqual([expect.stringMatching(/browser-phone/)]);
});

/** The scripts and styles that a built page names, and all that they import from the start. */
function fetchedFor(page: string): readonly File[] {
  const named = namedBy(page);
  return importedBy(built(), ({ path }) => named.includes(path));
}

function namedBy(page: string): readonly string[] {
  const html = readFileSync(join(dist, page), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path = '']) => path);
}

function built(): readonly File[] {
  return globSync('**/*.{js,css}', { cwd: dist }).map((path) => {
    const content = readFileSync(join(dist, path));
    return { path, text: `${content}`, kB: kBOf(content) };
  });
}
