import { setTimeout as passes } from 'node:timers/promises';

/** The pace of a hand or of a fault, which is part of the load: nothing is waited for with it. False: it was over before. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await passes(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
