/** Fetched two at a time: the first card's picture must not share a thin network with fifty others. */
const AT_ONCE = 2;
const RETRY_MS = 5_000;

/** Which pictures a page may keep, and which of them it fetches, the most wanted first. */
export interface Wanted {
  readonly named: readonly string[];
  readonly now: readonly string[];
}
export interface WallPhotos {
  /** A picture that is here, bytes and all: what is not is never drawn, so no card shows a broken one. */
  urlOf(hash: string): string | undefined;
  /** What no card names any more leaves this page, and this computer's disk. */
  want(wanted: Wanted): void;
}

/** The pictures of a wall's cards, kept on this computer so that a reload without a server has them. */
export function openPhotos(
  { token, size }: { readonly token: string; readonly size: 'wall' | 'thumb' },
  changed: () => void,
): WallPhotos {
  const urls = new Map<string, string>();
  const asked = new Set<string>();
  /** Those that failed, until they are asked for again. */
  const resting = new Set<string>();
  let named: ReadonlySet<string> = new Set();
  let wanted: readonly string[] = [];
  const disk = openCache(token);

  const pathOf = (hash: string): string => `/wall/photos/${hash}/${size}.jpg`;
  const bytesOf = async (hash: string): Promise<Blob | undefined> => {
    const cache = await disk;
    const kept = await cache?.match(pathOf(hash));
    if (kept) return kept.blob();
    const response = await fetch(pathOf(hash), { headers: { Authorization: `Bearer ${token}` } });
    if (!response.ok) return undefined;
    const copy = response.clone();
    const bytes = await response.blob();
    // A disk that is full keeps nothing; the picture is shown all the same.
    await cache?.put(pathOf(hash), copy).catch(() => undefined);
    return bytes;
  };
  const load = async (hash: string): Promise<void> => {
    try {
      const bytes = await bytesOf(hash);
      if (!bytes || !named.has(hash)) return;
      const url = URL.createObjectURL(bytes);
      // Decoded before it is drawn: a card never shows half a picture.
      const image = new Image();
      image.src = url;
      await image.decode();
      urls.set(hash, url);
      changed();
    } catch {
      // No network, or bytes that are no picture: the words stand alone meanwhile.
    }
  };
  const next = (): void => {
    for (const hash of wanted) {
      if (asked.size >= AT_ONCE) return;
      if (urls.has(hash) || asked.has(hash) || resting.has(hash)) continue;
      asked.add(hash);
      void load(hash).then(() => {
        asked.delete(hash);
        if (!urls.has(hash)) rest(hash);
        next();
      });
    }
  };
  const rest = (hash: string): void => {
    resting.add(hash);
    setTimeout(() => {
      resting.delete(hash);
      next();
    }, RETRY_MS);
  };
  const forget = async (): Promise<void> => {
    for (const [hash, url] of urls) {
      if (named.has(hash)) continue;
      URL.revokeObjectURL(url);
      urls.delete(hash);
    }
    const cache = await disk;
    for (const request of (await cache?.keys()) ?? []) {
      const hash = /\/([0-9a-f]{64})\//.exec(request.url)?.[1] ?? '';
      if (!named.has(hash)) await cache?.delete(request);
    }
  };

  return {
    urlOf: (hash) => urls.get(hash),
    want({ named: all, now }) {
      const before = named;
      named = new Set(all);
      wanted = now;
      if (before.size === 0 || [...before].some((hash) => !named.has(hash))) void forget();
      next();
    },
  };
}

/** Absent over plain HTTP from another machine: pictures then last as long as the page. */
async function openCache(token: string): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(`regie-wall-photos.${token}`);
  } catch {
    return undefined;
  }
}
