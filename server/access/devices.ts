import type { Device } from '../../shared/access.ts';
import type { Access } from './access.ts';
import type { Session } from './sessions.ts';

/** The installations signed in on a show: all of them to its administrators, their own to anyone else. */
export function devicesOf(access: Access, show: string, asks: Session): readonly Device[] {
  const me = access.staffRow(asks.id, show);
  if (!me) return [];
  const all = me.hats.includes('administer');
  return access.sessions
    .members(show)
    .filter(({ staff }) => all || staff === me.id)
    .map(({ session, staff, madeMs, of }) => ({
      id: session,
      device: of.device,
      name: of.name,
      staff,
      sinceMs: madeMs,
      seenMs: of.seenMs,
      mine: session === asks.id,
    }));
}

/**
 * Sends a device away from every show where `by` may: those they administer, and those where it is their own. An
 * administrator of the server ends it altogether. What is on that device stays on it.
 */
export function revokeDevice(access: Access, device: string, by: Session): 'revoked' | 'unknown' | 'not-allowed' {
  if (!access.session(device)) return 'unknown';
  if (by.admin || by.id === device) {
    access.end(device);
    return 'revoked';
  }
  const places = access.sessions.memberships(device).filter((place) => !place.revoked);
  const gone = places.filter(({ show, staff }) => {
    const me = access.staffRow(by.id, show);
    return me !== undefined && (me.id === staff || me.hats.includes('administer'));
  });
  if (gone.length === 0) return 'not-allowed';
  if (gone.length === places.length && !access.session(device)?.admin) {
    access.end(device);
    return 'revoked';
  }
  for (const { show } of gone) {
    access.sessions.leave(device, show);
    access.ended(device, show);
  }
  return 'revoked';
}
