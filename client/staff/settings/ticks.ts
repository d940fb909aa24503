const KEY = 'regie.ticks';

/** What a person ticked by hand on this phone, of one show. */
export function ticksOf(show: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(`${KEY}.${show}`) ?? '[]');
    return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function keepTicks(show: string, ticks: readonly string[]): void {
  try {
    localStorage.setItem(`${KEY}.${show}`, JSON.stringify(ticks));
  } catch {
    // Storage refused: the ticks last as long as the page.
  }
}
