import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import * as v from 'valibot';
import type { QuestionLink } from '../../shared/access.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import type { MessageRow } from '../../shared/rows/message.ts';
import { showOf } from '../../shared/rows/rows.ts';
import type { ShowRow } from '../../shared/rows/show.ts';
import type { Access } from '../access/access.ts';
import { answered, guardSession, pagesPass, refused, sessionOf } from '../access/guard.ts';
import { createRate } from '../access/rate.ts';
import { makeId } from '../access/secrets.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { busyPage, gonePage, type QuestionPage, questionPage, STYLE_PATH } from './page.ts';
import type { QuestionTokens } from './tokens.ts';
import { questionWords } from './words.ts';

const BODY_LIMIT = '64kb';
/** Pages and answers from one address: a laboratory behind one address may read, a machine may not guess. */
const ASKING = { burst: 40, perSecond: 1 / 3 };
/** Nothing but our style and our form: a page that anyone with the link opens lets nothing else in. */
const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const STYLE = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8');

export interface QuestionRoutesParts {
  readonly access: Access;
  readonly ledger: Ledger;
  readonly tokens: QuestionTokens;
  readonly clock: Clock;
  /** Where phones, and those who answer, reach the server. */
  readonly origin: string;
}

const formSchema = v.object({
  act: v.picklist(['take', 'reply']),
  // A form sends its lines with CR LF; an answer is kept as it is read.
  words: v.optional(v.pipe(v.string(), v.transform(unixLines), v.maxLength(10_000)), ''),
  from: v.optional(v.pipe(v.string(), v.transform(unixLines)), ''),
});

/** `GET /shows/<id>/questions/<message>/link` for the team; `GET` and `POST /q/<token>` for who answers, with no account. */
export function questionRoutes({ access, ledger, tokens, clock, origin }: QuestionRoutesParts): Router {
  const router = express.Router();
  const asking = createRate({ ...ASKING, clock });

  router.get('/shows/:show/questions/:message/link', pagesPass, guardSession(access), (req, res) => {
    const show = String(req.params.show);
    if (!access.staffRow(sessionOf(res).id, show)) return refused(res, 'unknown-show');
    const message = ledger.rows(show)?.get('message', String(req.params.message));
    const token = message && tokens.tokenOf(show, message);
    if (!message?.given || token === undefined) return refused(res, 'unknown');
    answered(res, { url: new URL(`/q/${token}`, origin).href, givenMs: message.given.atMs } satisfies QuestionLink);
  });

  router.get(STYLE_PATH, (_req, res) => void res.type('css').set('Cache-Control', 'no-cache').send(STYLE));

  router.get('/q/:token', (req, res) => {
    if (isBusy(req, res)) return;
    const found = foundAt(req);
    if (!found) return gone(req, res);
    page(res, questionPage({ ...found, words: questionWords(languageOf(req)), nowMs: clock.nowMs() }));
  });

  router.post('/q/:token', express.urlencoded({ limit: BODY_LIMIT, extended: false }), (req, res) => {
    if (isBusy(req, res)) return;
    const found = foundAt(req);
    if (!found) return gone(req, res);
    const form = v.safeParse(formSchema, req.body);
    if (!form.success) return refused(res, 'bad-packet', form.issues[0].message);
    const why = act(found, form.output);
    if (why === undefined) return res.redirect(303, `/q/${req.params.token}`);
    // What was typed comes back with the page: it is nowhere else.
    const now = foundAt(req) ?? found;
    const kept = { words: form.output.words, why };
    const words = questionWords(languageOf(req));
    page(res.status(why === 'busy' ? 503 : 409), questionPage({ ...now, words, nowMs: clock.nowMs(), kept }));
  });

  return router;

  function foundAt(req: Request): Pick<QuestionPage, 'show' | 'message'> | undefined {
    const place = tokens.placeOf(String(req.params.token));
    const rows = place && ledger.rows(place.show);
    const show = rows && showOf(rows);
    const message = rows?.get('message', place?.message ?? '');
    return place && show && message && tokens.opens(place, message) ? { show, message } : undefined;
  }

  /** Undefined: done. */
  function act(
    { show, message }: { readonly show: ShowRow; readonly message: MessageRow },
    { act: wanted, words, from }: v.InferOutput<typeof formSchema>,
  ): NonNullable<QuestionPage['kept']>['why'] | undefined {
    const take = ['message.take', { message: message.id, saw: message.given?.atMs ?? 0 }] as const;
    const reply = ['message.reply', { message: message.id, to: words, ...(from !== '' && { from }) }] as const;
    const [name, args] = wanted === 'take' ? take : reply;
    const mutation: Mutation = {
      id: `${name}/${message.id}/${makeId()}`,
      show: show.id,
      name,
      args,
      madeAtMs: clock.nowMs(),
      epoch: ledger.epoch,
    };
    const [answer] = ledger.push([mutation], { by: 'engine:questions' });
    if (answer?.kind === 'applied') return undefined;
    if (answer?.kind !== 'refused') return 'busy';
    return answer.refusal.code === 'no-words' ? 'empty' : 'changed';
  }

  function isBusy(req: Request, res: Response): boolean {
    const retryMs = asking.take(req.ip ?? '');
    if (retryMs === 0) return false;
    res.status(429).set('Retry-After', String(Math.ceil(retryMs / 1000)));
    page(res, busyPage(questionWords(languageOf(req))));
    return true;
  }

  function gone(req: Request, res: Response): void {
    page(res.status(404), gonePage(questionWords(languageOf(req))));
  }
}

function page(res: Response, html: string): void {
  res
    .set('Content-Security-Policy', POLICY)
    .set('X-Robots-Tag', 'noindex, nofollow')
    // The address opens the question: no page that a link leads to is told it.
    .set('Referrer-Policy', 'no-referrer')
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(html);
}

const languageOf = (req: Request): string => req.acceptsLanguages('fr', 'en') || 'en';

function unixLines(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
