/** One or many, in French: 0 and 1 are singular. */
export const plural = (count: number, one: string, many: string): string => (Math.abs(count) < 2 ? one : many);

/** One or many, in English: only 1 is singular. */
export const pluralEn = (count: number, one: string, many: string): string => (count === 1 ? one : many);
