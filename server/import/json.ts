/** What a JSON file holds, looked into without trusting its shape. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A text, or one given by language: the show's first, else any. */
export function textIn(value: unknown, language: string): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const found = value[language] ?? value[language.slice(0, 2)] ?? value.en ?? Object.values(value)[0];
  return typeof found === 'string' ? found : undefined;
}
