import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const FOLDERS = ['shared', 'client', 'server', 'test'] as const;

interface Import {
  readonly from: string;
  /** A path from the root of the repository, or the name of a package. */
  readonly to: string;
  readonly isOurs: boolean;
  /** Fetched or named only, so that it is not there yet when the file is read. */
  readonly isLate: boolean;
}

const files: ReadonlyMap<string, string> = new Map(
  FOLDERS.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: (path) => path.includes('node_modules') })
      .map((path) => path.replaceAll(sep, '/'))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
  ),
);
const imports: readonly Import[] = [...files].flatMap(([from, text]) => importsOf(from, text));

describe('import direction', () => {
  test('shared imports itself and valibot, nothing else', () => {
    const odd = imports.filter(({ from, to }) => folderOf(from) === 'shared' && folderOf(to) !== 'shared');
    expect(odd.filter(({ to }) => to !== 'valibot').map(said)).toEqual([]);
  });

  test('client and server never import each other', () => {
    const across = (from: string, to: string) =>
      imports.filter((each) => folderOf(each.from) === from && each.isOurs && folderOf(each.to) === to).map(said);
    expect([...across('client', 'server'), ...across('server', 'client')]).toEqual([]);
  });

  test('nothing but tests imports tests', () => {
    const odd = imports.filter(
      ({ from, to, isOurs }) => folderOf(from) !== 'test' && isOurs && folderOf(to) === 'test',
    );
    expect(odd.map(said)).toEqual([]);
  });

  test('what is looked at is what there is', () => {
    const ours = imports.filter(({ from, isOurs }) => isOurs && folderOf(from) !== 'test');
    expect(ours.length).toBeGreaterThan(files.size);
    expect(ours.filter(({ to }) => !files.has(to) && globSync(to, { cwd: root }).length === 0).map(said)).toEqual([]);
  });

  test('no file is read before what it needs: nothing imports itself by way of others', () => {
    expect(cycles(imports.filter(({ isOurs, isLate }) => isOurs && !isLate))).toEqual([]);
  });
});

describe('a file is one idea', () => {
  const written = [...files].filter(([path]) => folderOf(path) !== 'test');

  test('none only passes on what others export', () => {
    const isBarrel = (text: string) => {
      const bare = text
        .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
        .replaceAll(/^export\s+(type\s+)?(\*|\{[^}]*\})\s+from\s+'[^']+';$/gm, '');
      return /^export\s+(type\s+)?(\*|\{[^}]*\})\s+from\s/m.test(text) && bare.trim() === '';
    };
    expect(written.filter(([, text]) => isBarrel(text)).map(([path]) => path)).toEqual([]);
    expect(written.filter(([, text]) => /^export \* from/m.test(text)).map(([path]) => path)).toEqual([]);
    expect(written.filter(([path]) => /\/index\.tsx?$/.test(path)).map(([path]) => path)).toEqual([]);
  });

  test('none has a default export', () => {
    const found = written.filter(([, text]) => /^export default\b|\bas default\b/m.test(text));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  test('none is called after what it is for, instead of after what it is', () => {
    const vague = /(^|\/)(utils?|helpers?|types|misc|common\/utils)(\/|\.tsx?$)/;
    expect([...files.keys()].filter((path) => vague.test(path))).toEqual([]);
  });
});

describe('rules', () => {
  const RULE = /^[A-Z]{2}\d+[a-z]?$/;
  const written = [
    ...readFileSync(join(root, 'shared/SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]{2}\d+[a-z]?)\*\*/gm),
  ].map(([, id = '']) => id);
  const titles = [...files]
    .filter(([path]) => folderOf(path) === 'test')
    .flatMap(([path, text]) =>
      [...text.matchAll(/\(\s*(['"`])([A-Z]{2}\d+[^'"`]*)/g)].map(([, , title = '']) => ({ path, ids: idsOf(title) })),
    );
  const shown = new Set(titles.flatMap(({ ids }) => ids));

  test('each has a number of its own', () => {
    expect(written.filter((id, at) => written.indexOf(id) !== at)).toEqual([]);
  });

  test('each is shown by a test of its number', () => {
    expect(written.filter((id) => !shown.has(id))).toEqual([]);
  });

  test('each test of a number shows a rule that is written', () => {
    const odd = titles.flatMap(({ path, ids }) =>
      ids.filter((id) => !written.includes(id)).map((id) => `${id} in ${path}`),
    );
    expect(odd).toEqual([]);
  });

  /** A title begins with one number, or several. */
  function idsOf(title: string): readonly string[] {
    const words = title.split(/[\s,:]+/);
    const end = words.findIndex((word) => !RULE.test(word) && word !== 'and');
    return (end === -1 ? words : words.slice(0, end)).filter((word) => RULE.test(word));
  }
});

const folderOf = (path: string): string => path.split('/')[0] ?? '';
const said = ({ from, to }: Import): string => `${from} imports ${to}`;

function importsOf(from: string, text: string): readonly Import[] {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const named = (pattern: RegExp, isLate: boolean) =>
    [...bare.matchAll(pattern)].map(([, name = '']) => importOf(from, name, isLate));
  return [
    ...named(/^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm, false),
    ...named(/^(?:import|export)\stype\s[^'";]*?\sfrom\s+'([^']+)';/gm, true),
    ...named(/\bimport\(\s*'([^']+)'/g, true),
    ...named(/\bnew URL\(\s*'(\.[^']+)',\s*import\.meta\.url/g, true),
  ];
}

function importOf(from: string, name: string, isLate: boolean): Import {
  const [path = ''] = name.split('?');
  if (!path.startsWith('.')) return { from, to: path, isOurs: false, isLate };
  return { from, to: normalize(join(dirname(from), path)).replaceAll(sep, '/'), isOurs: true, isLate };
}

/** Each way back to where one came from, once. */
function cycles(edges: readonly Import[]): readonly string[] {
  const to = Map.groupBy(edges, ({ from }) => from);
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const edge of to.get(file) ?? []) visit(edge.to, [...way, file]);
    done.add(file);
  };
  for (const file of to.keys()) visit(file, []);
  return found;
}
