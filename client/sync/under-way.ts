/** Saves that are on their way to the disk, of all stores of this page. */
const saves = new Set<Promise<unknown>>();

/** Counts a save until it has ended, however it ends. */
export async function underWay<T>(save: Promise<T>): Promise<T> {
  saves.add(save);
  try {
    return await save;
  } finally {
    saves.delete(save);
  }
}

/** Does this once what is being saved has ended, but no later than `withinMs`: at once where nothing is being saved. */
export function onceSaved(work: () => void, withinMs: number): void {
  if (saves.size === 0) {
    work();
    return;
  }
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(late);
    work();
  };
  const late = setTimeout(once, withinMs);
  void Promise.allSettled([...saves]).then(once);
}
