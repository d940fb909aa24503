import { words } from './words.ts';

/** What a mutation was, as the person who made it would say it. */
export function mutationWords(name: string): string {
  const t: Readonly<Record<string, string>> = words().mutations;
  return t[name] ?? words().mutationOther;
}
