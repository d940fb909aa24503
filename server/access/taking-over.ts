import type { Join } from '../../shared/access.ts';
import type { Clock } from '../clock.ts';
import type { Access } from './access.ts';
import type { Handover } from './handovers.ts';
import type { Joined } from './joining.ts';
import type { Session } from './sessions.ts';
import { atomically } from './tables.ts';

/**
 * Opens a session on another phone as the person of a first one, on all their shows. The first one stays as it is: what
 * it has not sent is its own to send, and its owner says when it goes.
 */
export function takeOver(
  { access, clock }: { readonly access: Access; readonly clock: Clock },
  handover: Handover,
  { join, current }: { readonly join: Join; readonly current: Session | undefined },
): Joined {
  const { sessions } = access;
  const from = sessions.byId(handover.from);
  if (!from || clock.nowMs() >= handover.expiresMs) return { ok: false, code: 'expired' };
  // Read by the very phone that shows it, it would only sign it out.
  if (current?.id === from.id) return { ok: false, code: 'used' };

  const installation = { device: join.device, name: join.name };
  const shows = sessions.memberships(from.id).filter(({ revoked }) => !revoked);
  const isSomeoneElse =
    current !== undefined &&
    sessions
      .memberships(current.id)
      .some((mine) => !mine.revoked && shows.some(({ show, staff }) => show === mine.show && staff !== mine.staff));
  const stays = isSomeoneElse ? undefined : current;
  const { session, token } = atomically(access.database, () => {
    if (isSomeoneElse) sessions.revoke(current.id);
    const admin = from.admin || (stays?.admin ?? false);
    const session = stays ? { ...stays, ...installation, admin } : sessions.open({ ...installation, admin });
    if (stays) sessions.update(stays.id, { ...installation, admin });
    for (const { show, staff } of shows) sessions.join(session.id, show, staff);
    access.handovers.use(handover.id, session.id);
    return { session, token: sessions.renewToken(session.id) };
  });
  if (isSomeoneElse) access.ended(current.id);
  return { ok: true, session, token };
}
