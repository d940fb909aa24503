import type { Join } from '../../shared/access.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Access } from './access.ts';
import { AGAIN_MS, type Invitation } from './invitations.ts';
import type { Rate } from './rate.ts';
import type { Session } from './sessions.ts';
import { atomically } from './tables.ts';
import { takeOver } from './taking-over.ts';

export type Joined =
  | { readonly ok: true; readonly session: Session; readonly token: string }
  | { readonly ok: false; readonly code: 'unknown' | 'used' | 'expired' | 'revoked' }
  | { readonly ok: false; readonly code: 'later'; readonly retryMs: number };

export interface Joining {
  readonly access: Access;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Wrong codes, by address. */
  readonly wrongCodes: Rate;
}

/**
 * Redeems a link or a code, once. `current` is the session this browser already has: another show is added to it, and
 * another person on the same phone ends it.
 */
export function redeem(
  { access, ledger, clock, wrongCodes }: Joining,
  join: Join,
  { current, address }: { readonly current: Session | undefined; readonly address: string },
): Joined {
  const retryMs = 'code' in join ? wrongCodes.waitMs(address) : 0;
  if (retryMs > 0) return { ok: false, code: 'later', retryMs };
  const invitation = access.invitations.find(join);
  const handover = invitation ? undefined : access.handovers.find(join);
  if (handover) {
    const again = handover.used && sameAgain(access, handover.used, { join, current, nowMs: clock.nowMs() });
    if (again) return { ok: true, session: again, token: access.sessions.renewToken(again.id) };
    return handover.used ? { ok: false, code: 'used' } : takeOver({ access, clock }, handover, { join, current });
  }
  if (!invitation) {
    if ('code' in join) wrongCodes.take(address);
    return { ok: false, code: 'unknown' };
  }

  const nowMs = clock.nowMs();
  if (invitation.used) {
    const again = sameAgain(access, invitation.used, { join, current, nowMs });
    return again
      ? { ok: true, session: again, token: access.sessions.renewToken(again.id) }
      : { ok: false, code: 'used' };
  }
  const untilMs = 'code' in join ? invitation.codeExpiresMs : invitation.expiresMs;
  if (invitation.withdrawn || nowMs >= untilMs) return { ok: false, code: 'expired' };
  if (invitation.target !== 'admin') {
    const staff = ledger.rows(invitation.target.show)?.get('staff', invitation.target.staff);
    if (!staff || staff.revoked) return { ok: false, code: 'revoked' };
  }

  const { session, token, replaced } = atomically(access.database, () => {
    const opened = open(access, ledger, { join, target: invitation.target, current });
    access.invitations.use(invitation.id, opened.session.id);
    return { ...opened, token: access.sessions.renewToken(opened.session.id) };
  });
  for (const { id, show } of replaced) access.ended(id, show);
  return { ok: true, session, token };
}

/** The same installation asks again: the answer was lost, or the link was opened twice. */
function sameAgain(
  access: Access,
  used: NonNullable<Invitation['used']>,
  { join, current, nowMs }: { readonly join: Join; readonly current: Session | undefined; readonly nowMs: number },
): Session | undefined {
  const session = access.session(used.session);
  if (!session) return undefined;
  if (session.id === current?.id) return session;
  return session.device === join.device && nowMs - used.atMs < AGAIN_MS ? session : undefined;
}

/** Opens or extends a session, inside a transaction. `replaced`: sessions whose connections must end. */
function open(
  access: Access,
  ledger: Ledger,
  {
    join,
    target,
    current,
  }: { readonly join: Join; readonly target: Invitation['target']; readonly current: Session | undefined },
): { readonly session: Session; readonly replaced: readonly { readonly id: string; readonly show?: string }[] } {
  const { sessions } = access;
  const installation = { device: join.device, name: join.name };

  if (target === 'admin') {
    if (!current) return { session: sessions.open({ ...installation, admin: true }), replaced: [] };
    for (const { show, staff, revoked } of sessions.memberships(current.id)) {
      const row = ledger.rows(show)?.get('staff', staff);
      // Where it does not administer, it becomes the show's administrator when next asked who it is there.
      if (revoked || !row || row.revoked || !row.hats.includes('administer')) sessions.forget(current.id, show);
    }
    sessions.update(current.id, { ...installation, admin: true });
    return { session: { ...current, ...installation, admin: true }, replaced: [] };
  }

  const replaced: { id: string; show?: string }[] = [];
  const before = current && sessions.membership(current.id, target.show);
  const stays = current && (!before || before.revoked || before.staff === target.staff) ? current : undefined;
  if (current && !stays) {
    sessions.revoke(current.id);
    replaced.push({ id: current.id });
  }
  const session = stays ? { ...stays, ...installation } : sessions.open({ ...installation, admin: false });
  if (stays) sessions.update(stays.id, { ...installation, admin: stays.admin });
  // The same person signs in again on an installation whose cookie was lost: the session it had cannot be used any more.
  for (const { session: other, staff, of } of sessions.members(target.show)) {
    if (other === session.id || staff !== target.staff || of.device !== join.device) continue;
    sessions.leave(other, target.show);
    replaced.push({ id: other, show: target.show });
  }
  sessions.join(session.id, target.show, target.staff);
  return { session, replaced };
}
