import express, { type Request, type Response, Router } from 'express';
import * as v from 'valibot';
import { newOutLinkSchema, type OutLinkAbout } from '../../shared/out-links.ts';
import { recapOf } from '../../shared/recap.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import type { Hat } from '../../shared/rows/staff.ts';
import type { Access } from '../access/access.ts';
import { answered, guardOrigin, guardSession, pagesPass, refused, sessionOf } from '../access/guard.ts';
import type { Log } from '../log.ts';
import { textual } from '../recap/exports.ts';
import { pageWithPictures } from '../recap/page-stream.ts';
import type { PhotoReader } from '../recap/photo-file.ts';
import { sendFile } from '../recap/send-file.ts';
import { fileNameOf } from '../recap/telling.ts';
import { calendarOf } from './calendar.ts';
import { kitName, partnerKit } from './kit.ts';
import type { OutLink, OutLinks } from './links.ts';
import { runSheetHtml, sheetStyle } from './run-sheet.ts';
import { gonePage, saidPage, saidStyle } from './said-page.ts';

export interface OutParts {
  readonly access: Access;
  readonly links: OutLinks;
  readonly rows: (show: string) => Rows | undefined;
  readonly photoFile: PhotoReader;
  /** A calendar's id of a segment. */
  readonly idOf: (show: string, segment: string) => string;
  readonly clock: { nowMs(): number };
  readonly log: Pick<Log, 'warn'>;
  /** Where links are opened. */
  readonly origin: string;
}

/** Bodies here are one id. */
const BODY_LIMIT = '4kb';
/** Who hands out links to the outside, and takes them back. */
const SHARING: readonly Hat[] = ['approve', 'administer'];

/**
 * What leaves the team. For its staff: `GET /shows/<id>/programme.ics`, `run-sheet.html`, `kit.zip`, and the links of
 * `/shows/<id>/links`. For whoever has such a link: `/out/<token>.ics` and `/out/<token>`.
 */
export function outRoutes(parts: OutParts): Router {
  const { access, links, rows } = parts;
  const router = Router();
  const signedIn = guardSession(access);

  router.get('/shows/:show/:file', async (request, response, next) => {
    const send = FILES.get(request.params.file);
    if (!send) return next();
    const session = access.authenticate(request.headers);
    if (!session) return refused(response, 'no-session');
    if (!access.staffRow(session.id, request.params.show)) return refused(response, 'not-allowed');
    const known = rows(request.params.show);
    if (!known) return refused(response, 'unknown-show');
    await send(known, { request, response, parts });
  });

  router.use('/shows/:show/links', pagesPass, guardOrigin(access), signedIn);
  router.get('/shows/:show/links', (request, response) => {
    const { show } = request.params;
    if (!access.staffRow(sessionOf(response).id, show)) return refused(response, 'not-allowed');
    answered(response, { links: links.open(show).map((link) => aboutOf(link, parts)) });
  });
  router.post('/shows/:show/links', express.json({ limit: BODY_LIMIT }), (request, response) => {
    const show = String(request.params.show);
    const asked = v.safeParse(newOutLinkSchema, request.body);
    if (!asked.success) return refused(response, 'bad-packet', asked.issues[0].message);
    if (!mayShare(access, sessionOf(response).id, show)) return refused(response, 'not-allowed');
    const { person } = asked.output;
    if (person !== undefined && !personOf(rows(show), person)) return refused(response, 'unknown');
    answered(response, { link: aboutOf(links.make({ show, person }), parts) });
  });
  router.delete('/shows/:show/links/:link', (request, response) => {
    const { show, link } = request.params;
    if (!mayShare(access, sessionOf(response).id, show)) return refused(response, 'not-allowed');
    if (!links.withdraw(show, link)) return refused(response, 'unknown');
    answered(response, {});
  });

  router.get('/out/:token.ics', (request, response) => {
    const opens = links.find(request.params.token);
    const known = opens && opens.person === undefined ? rows(opens.show) : undefined;
    const calendar = known && calendarOf(known, { atMs: parts.clock.nowMs(), idOf: parts.idOf });
    if (calendar === undefined) return refused(response, 'unknown');
    response.set({ ...OUTSIDE, 'Content-Type': 'text/calendar; charset=utf-8' }).send(calendar);
  });
  router.get('/out/:token', async (request, response) => {
    const opens = links.find(request.params.token);
    const known = opens && rows(opens.show);
    const person = personOf(known, opens?.person);
    const recap = known && person && recapOf(known, parts.clock.nowMs());
    response.set(OUTSIDE);
    if (!recap || !person) {
      response.set('Content-Security-Policy', saidStyle.policy('inside'));
      return void response.status(404).type('html').send(gonePage());
    }
    await sendFile(response, await saidPage(recap, person, parts.photoFile), {
      type: 'text/html; charset=utf-8',
      name: `${fileNameOf('dit', { show: recap.show, dayMs: recap.show.beganMs ?? recap.madeMs })}.html`,
      kept: false,
      policy: saidStyle.policy('inside'),
      onGone: () => parts.log.warn({ show: opens?.show }, 'a photo was erased while a page was being sent'),
    });
  });
  return router;
}

/** Kept by nobody, found by no search, and no page that it leads to learns of it. */
const OUTSIDE = {
  'Cache-Control': 'private, no-cache',
  'X-Robots-Tag': 'noindex, nofollow',
  'Referrer-Policy': 'no-referrer',
} as const;

interface Asked {
  readonly request: Request;
  readonly response: Response;
  readonly parts: OutParts;
}
type SendFile = (rows: Rows, asked: Asked) => Promise<void>;

const sendCalendar: SendFile = async (rows, { response, parts }) => {
  const { clock, idOf } = parts;
  const calendar = calendarOf(rows, { atMs: clock.nowMs(), idOf });
  const recap = recapOf(rows, clock.nowMs());
  if (calendar === undefined || !recap) return refused(response, 'unknown-show');
  const name = fileNameOf('programme', { show: recap.show, dayMs: recap.show.beganMs ?? recap.madeMs });
  await sendFile(response, textual(calendar), {
    type: 'text/calendar; charset=utf-8',
    name: `${name}.ics`,
    kept: true,
    policy: undefined,
    onGone: () => undefined,
  });
};

const sendRunSheet: SendFile = async (rows, { request, response, parts }) => {
  const atMs = parts.clock.nowMs();
  const page = runSheetHtml(rows, atMs);
  const show = showOf(rows);
  if (!page || !show) return refused(response, 'unknown-show');
  await sendFile(response, pageWithPictures(page, new Map()), {
    type: 'text/html; charset=utf-8',
    name: `${fileNameOf('feuille', { show, dayMs: atMs })}.html`,
    kept: request.query.download !== undefined,
    policy: sheetStyle.policy('inside'),
    onGone: () => undefined,
  });
};

const sendKit: SendFile = async (rows, { response, parts }) => {
  const { clock, idOf, photoFile, log } = parts;
  const atMs = clock.nowMs();
  const recap = recapOf(rows, atMs);
  const calendar = calendarOf(rows, { atMs, idOf });
  if (!recap || calendar === undefined) return refused(response, 'unknown-show');
  await sendFile(response, await partnerKit(rows, { recap, calendar, photoFile }), {
    type: 'application/zip',
    name: `${kitName(recap)}.zip`,
    kept: true,
    policy: undefined,
    onGone: () => log.warn({ show: recap.show.id }, 'a photo was erased while a kit was being sent'),
  });
};

/** A file by the name it has in an address. */
const FILES: ReadonlyMap<string, SendFile> = new Map([
  ['programme.ics', sendCalendar],
  ['run-sheet.html', sendRunSheet],
  ['kit.zip', sendKit],
]);

function aboutOf({ id, person, token, madeMs }: OutLink, { origin }: OutParts): OutLinkAbout {
  const url = new URL(person === undefined ? `/out/${token}.ics` : `/out/${token}`, origin).href;
  return { id, ...(person === undefined ? {} : { person }), url, madeMs };
}

function mayShare(access: Access, session: string, show: string): boolean {
  const hats = access.staffRow(session, show)?.hats ?? [];
  return SHARING.some((hat) => hats.includes(hat));
}

function personOf(rows: Rows | undefined, person: string | undefined) {
  const row = person === undefined ? undefined : rows?.get('person', person);
  return row && !row.erased ? row : undefined;
}
