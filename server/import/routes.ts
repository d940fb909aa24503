import { createHash } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import * as v from 'valibot';
import {
  IMPORT_BYTES_LIMIT,
  type ImportReply,
  type ImportUnread,
  importSchema,
  undoImportSchema,
} from '../../shared/import.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import type { Hat, StaffRow } from '../../shared/rows/staff.ts';
import { answered, guardOrigin, guardSession, later, refused, sessionOf } from '../access/guard.ts';
import { LEDGER_RETRY_MS, type ShowsParts } from '../access/shows-parts.ts';
import { type Difference, differenceOf } from './difference.ts';
import { memoryOf, mutationId } from './memory.ts';
import { readFile } from './read-file.ts';
import type { Reading } from './reading.ts';
import { undoingOf } from './undo.ts';

/** Base64 of the largest file, with the rest of the question. */
const BODY_LIMIT = Math.ceil(IMPORT_BYTES_LIMIT * 1.4) + 2_000_000;

type Act = { readonly name: string; readonly args: unknown };

/**
 * A programme or a directory from a file: read, compared with the show and shown; once a person has confirmed what they
 * saw, pushed as one piece. Nothing is kept between the two: the second reads and compares again.
 */
export function importRoutes({ access, ledger, clock }: ShowsParts): Router {
  const router = express.Router();
  const guards = [guardOrigin(access), guardSession(access), express.json({ limit: BODY_LIMIT })];

  router.post('/shows/:id/import', guards, (req: Request, res: Response) => {
    const found = staffAt(req, res);
    if (!found) return;
    const { show, rows, staff } = found;
    const asked = v.safeParse(importSchema, req.body);
    if (!asked.success) return refused(res, 'bad-packet', asked.issues[0].message);
    const wish = asked.output;
    const { zone, language } = showOf(rows) ?? { zone: 'UTC', language: 'fr' };
    const day = wish.day ?? firstDay(rows, zone);
    const read = readFile(Buffer.from(wish.bytes, 'base64'), {
      mapping: wish.mapping,
      day,
      zone,
      language,
      onlyRoom: onlyRoomOf(rows),
    });
    if (!read.ok) {
      const { fault, line, table } = read;
      return answered(res, {
        unread: { fault, ...(line !== undefined && { line }), ...(table && { table }) },
      } satisfies ImportUnread);
    }
    const { reading, format, encoding, table } = read;
    if (!mayImport(staff, reading)) return refused(res, 'not-allowed');
    const memory = memoryOf(ledger, show);
    const difference = differenceOf(rows, { reading, memory, take: new Set(wish.take), cancelGone: wish.cancelGone });
    const saw = markOf(difference.acts);
    const isMade = wish.import !== undefined && memory.imports.has(wish.import);
    if (!isMade && wish.saw === saw && wish.import !== undefined) {
      if (!pushed(res, { show, staff: staff.id, import: wish.import, acts: difference.acts })) return;
    }
    const { segments, people, rooms } = reading;
    answered(res, {
      format,
      encoding,
      ...(table && { table }),
      ...(day !== undefined && { day }),
      problems: [...reading.problems, ...difference.problems].sort((a, b) => a.line - b.line),
      ...shown(difference),
      read: { segments: segments.length, people: people.length, rooms: rooms.length },
      saw,
      done: isMade || wish.saw === saw,
    } satisfies ImportReply);
  });

  router.post('/shows/:id/import/undo', guards, (req: Request, res: Response) => {
    const found = staffAt(req, res);
    if (!found) return;
    const asked = v.safeParse(undoImportSchema, req.body);
    if (!asked.success) return refused(res, 'bad-packet', asked.issues[0].message);
    const { show, rows, staff } = found;
    const entries = memoryOf(ledger, show).imports.get(asked.output.import);
    if (!entries) return refused(res, 'unknown');
    if (!hats(staff, ['administer']) && !entries[0]?.mutation.id.startsWith(`import/${staff.id}/`)) {
      return refused(res, 'not-allowed');
    }
    const { acts, undone } = undoingOf(rows, entries);
    if (pushed(res, { show, staff: staff.id, import: `${asked.output.import}-undo`, acts })) answered(res, { undone });
  });
  return router;

  function staffAt(req: Request, res: Response): { show: string; rows: Rows; staff: StaffRow } | undefined {
    const show = String(req.params.id);
    const rows = ledger.rows(show);
    const staff = rows && access.staffRow(sessionOf(res).id, show);
    if (rows && staff) return { show, rows, staff };
    refused(res, rows ? 'not-allowed' : 'unknown-show');
    return undefined;
  }

  /** All of it or nothing; answers by itself where it could not. */
  function pushed(
    res: Response,
    about: { readonly show: string; readonly staff: string; readonly import: string; readonly acts: readonly Act[] },
  ): boolean {
    const { show, acts } = about;
    const mutations = acts.map(({ name, args }, at) => ({
      id: mutationId({ ...about, at }),
      show,
      name,
      args,
      madeAtMs: clock.nowMs(),
      epoch: ledger.epoch,
    }));
    const answers = ledger.push(mutations, { by: 'engine:import', whole: true });
    const wrong = answers.find(({ kind }) => kind !== 'applied');
    if (!wrong) return true;
    if (wrong.kind === 'later') later(res, wrong.retryMs ?? LEDGER_RETRY_MS, 503);
    // Its own reading must fit the rules: what does not is a bug, and nothing of it was written.
    else throw new Error(`an import was refused: ${JSON.stringify(wrong)}`);
    return false;
  }
}

const hats = (staff: StaffRow, wanted: readonly Hat[]): boolean => wanted.some((hat) => staff.hats.includes(hat));

/** The running order is its conductor's, the directory its writers'; an administrator prepares both. */
const mayImport = (staff: StaffRow, reading: Reading): boolean =>
  hats(staff, reading.segments.length > 0 ? ['conduct', 'administer'] : ['write', 'conduct', 'administer']);

const shown = ({ lines, same }: Difference) => ({ lines, same });

/** Names what would be done: two differences that do the same have the same. */
const markOf = (acts: readonly Act[]): string => createHash('sha256').update(JSON.stringify(acts)).digest('base64url');

function onlyRoomOf(rows: Rows): string | undefined {
  const [only, ...others] = [...rows.all('room')];
  return others.length === 0 ? only?.name : undefined;
}

/** The day on which the show begins, as `2027-05-28`; none before it has a programme. */
function firstDay(rows: Rows, zone: string): string | undefined {
  const first = Math.min(
    ...[...rows.all('segment')].filter(({ cancelled }) => !cancelled).map(({ plannedMs }) => plannedMs),
  );
  // The date of Sweden is ISO's.
  return Number.isFinite(first)
    ? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(first)
    : undefined;
}
