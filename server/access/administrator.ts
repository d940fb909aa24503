import { HATS } from '../../shared/rows/staff.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The staff row that an import or this file makes for whoever starts the server. */
export const ADMINISTRATOR = 'administrator';
/** The same word in both languages of the app; a person may change it. */
const ADMINISTRATOR_NAME = 'Administration';

/**
 * The staff row as which the link printed at start opens a show: its administrator where there is one and no doubt which,
 * else a row made for it. Undefined: no such show, or the ledger cannot write now.
 */
export function administratorOf(ledger: Ledger, show: string, clock: Clock): string | undefined {
  const rows = ledger.rows(show);
  if (!rows) return undefined;
  const administrators = [...rows.all('staff')].filter((staff) => !staff.revoked && staff.hats.includes('administer'));
  const own = administrators.find(({ id }) => id === ADMINISTRATOR || id.startsWith(`${ADMINISTRATOR}-`));
  // Only one may administer: making a second would leave "alone on the show" behind, and ask two people of one.
  const known = own ?? (administrators.length === 1 ? administrators[0] : undefined);
  if (known) return known.id;

  let id = ADMINISTRATOR;
  for (let n = 2; rows.get('staff', id); n += 1) id = `${ADMINISTRATOR}-${n}`;
  const change = { name: { to: ADMINISTRATOR_NAME }, hats: { to: [...HATS] } };
  const [answer] = ledger.push(
    [
      {
        id: `administrator/${id}`,
        show,
        name: 'staff.edit',
        args: { staff: id, change },
        madeAtMs: clock.nowMs(),
        epoch: ledger.epoch,
      },
    ],
    { by: 'engine:import' },
  );
  return answer?.kind === 'applied' ? id : undefined;
}
