import type { Chance } from '../simulation/chance.ts';

const WORDS = [
  '',
  ' ',
  '\0',
  '../../../../etc/passwd',
  '..\\..\\secret.key',
  "' OR 1=1 --",
  '{{7*7}}',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '\u202eexe',
  '\ud800',
  'NaN',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  'toString',
  'finale',
  'engine:import',
  '😀'.repeat(40),
];
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'then', 'id', 'show', 'length', 'ok', 'x y', ''];

export const oneOf = <T>(chance: Chance, all: readonly T[]): T => all[chance.between(0, all.length - 1)] as T;

/** A value of no particular type, as text: `JSON.stringify` would lose a key named `__proto__` and a number like 1e999. */
export function junk(chance: Chance, depth = 3): string {
  switch (chance.between(0, depth > 0 ? 9 : 5)) {
    case 0:
      return 'null';
    case 1:
      return oneOf(chance, ['true', 'false']);
    case 2:
      return oneOf(chance, ['0', '-0', '-1', '1.5', '1e999', '9007199254740993', '-1e308']);
    case 3:
    case 4:
      return JSON.stringify(oneOf(chance, WORDS));
    case 5:
      return JSON.stringify(oneOf(chance, WORDS).repeat(chance.between(1, 60)));
    case 6:
    case 7:
      return `[${times(chance, () => junk(chance, depth - 1)).join(',')}]`;
    case 8:
      return `${'['.repeat(200)}${']'.repeat(200)}`;
    default:
      return `{${times(chance, () => `${JSON.stringify(oneOf(chance, KEYS))}:${junk(chance, depth - 1)}`).join(',')}}`;
  }
}

const times = (chance: Chance, make: () => string): string[] => Array.from({ length: chance.between(0, 4) }, make);

/** The same object with one member replaced by junk, or with one more. */
export function spoiled(chance: Chance, whole: Readonly<Record<string, string>>, spoils: readonly string[]): string {
  const entries = { ...whole };
  const key = oneOf(chance, [...spoils, 'unasked']);
  const others = Object.entries(entries).filter(([name]) => name !== key);
  return `{${[...others, [key, typeLess(chance)]].map(([name, value]) => `"${name}":${value}`).join(',')}}`;
}

/** A value that no field of ours takes: neither a name, an id, an hour, a list of ids nor nothing. */
const typeLess = (chance: Chance): string =>
  oneOf(chance, ['-7', '1.5', '[[]]', '{"no id":{"admin":true}}', '{"0":"a"}', '1e999', '"\\u0000 /"']);
