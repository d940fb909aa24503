/** Longer than anything that is waited for takes on a busy machine. */
const LIMIT_MS = 45_000;

/** What does not come in time is a failure that says what did not come: waited for without end, it would end the whole run without a word. */
export async function within<T>(what: string, coming: Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const limit = setTimeout(() => reject(new Error(`${what}: not within ${limitMs / 1000} s`)), limitMs);
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(limit);
  }
}

/** A round of a real browser takes some seconds, on a busy machine three quarters of a minute: one that does not end is a page, or a browser, that no longer answers. */
const ROUND_MS = 120_000;

/** Plays the rounds that are asked for, one after the other. */
export async function eachRound(
  { rounds, from }: { readonly rounds: number; readonly from: number },
  play: (round: number) => Promise<void>,
): Promise<void> {
  for (let round = from; round < from + rounds; round += 1) await within(`round ${round}`, play(round), ROUND_MS);
}
