/** Picture heights to the last row when nobody has measured: the back of a full auditorium. */
const FAR_DEFAULT = 6;
export const FAR_LEAST = 2;
export const FAR_MOST = 14;

/** What a wall's address says, all of it in the fragment, which no server sees: `/wall/#<token>&far=6&room=scene`. */
export interface Address {
  readonly token: string;
  /** The distance from the picture to the last row, in picture heights: the size of the type in hundredths of its height. */
  readonly far: number;
  /** The room this wall stands in; absent: the whole show's. */
  readonly room: string | undefined;
}

const FAR_KEY = 'regie.wall.far';

export function readAddress(hash: string): Address {
  const [token = '', ...rest] = hash.replace(/^#/, '').split('&');
  const said = new URLSearchParams(rest.join('&'));
  return {
    token: decodeURIComponent(token),
    far: within(Number(said.get('far') ?? keptFar() ?? FAR_DEFAULT)),
    room: said.get('room') ?? undefined,
  };
}

/** Keeps the calibration, in the address (which can be copied to another computer) and on this one. */
export function keepFar(address: Address, far: number): Address {
  const next = { ...address, far: within(far) };
  const room = next.room === undefined ? '' : `&room=${encodeURIComponent(next.room)}`;
  history.replaceState(null, '', `#${next.token}&far=${next.far}${room}`);
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
