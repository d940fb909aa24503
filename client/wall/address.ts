/** Picture heights to the last row when nobody has measured: the back of a full auditorium. */
const FAR_DEFAULT = 6;
export const FAR_LEAST = 2;
export const FAR_MOST = 14;

/** What a wall's address says: `/wall/<token>?far=6&room=scene`. Older links say it all behind a `#`. */
export interface Address extends Place {
  readonly token: string;
}
/** Where a wall is projected. */
export interface Place {
  /** The distance from the picture to the last row, in picture heights: the size of the type in hundredths of its height. */
  readonly far: number;
  /** The room this wall stands in; absent: the whole show's. */
  readonly room: string | undefined;
}

const FAR_KEY = 'regie.wall.far';

export function readAddress({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): Address {
  const [behind = '', ...rest] = hash.replace(/^#/, '').split('&');
  const inPath = pathname.replace(/^\/wall\//, '');
  const said = inPath === '' ? rest.join('&') : search;
  return { token: decodeURIComponent(inPath || behind), ...placeIn(said, keptFar) };
}

/** `elsewhere`: the distance where the address says none. */
export function placeIn(search: string, elsewhere: () => string | null = () => null): Place {
  const said = new URLSearchParams(search);
  return { far: within(Number(said.get('far') ?? elsewhere() ?? FAR_DEFAULT)), room: said.get('room') ?? undefined };
}

/** Keeps the calibration, in the address (which can be copied to another computer) and on this one. */
export function keepFar(address: Address, far: number): Address {
  const next = { ...address, far: within(far) };
  const room = next.room === undefined ? '' : `&room=${encodeURIComponent(next.room)}`;
  const before = location.pathname === '/wall/' ? `#${next.token}&` : '?';
  history.replaceState(null, '', `${before}far=${next.far}${room}`);
  try {
    localStorage.setItem(FAR_KEY, String(next.far));
  } catch {
    // Storage refused: the address has it.
  }
  return next;
}

function keptFar(): string | null {
  try {
    return localStorage.getItem(FAR_KEY);
  } catch {
    return null;
  }
}

const within = (far: number): number =>
  Number.isFinite(far) ? Math.min(FAR_MOST, Math.max(FAR_LEAST, Math.round(far * 2) / 2)) : FAR_DEFAULT;
