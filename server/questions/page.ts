import { questionOf } from '../../shared/question.ts';
import type { MessageRow } from '../../shared/rows/message.ts';
import type { ShowRow } from '../../shared/rows/show.ts';
import { hour } from '../../shared/text/hours.ts';
import { type Markup, markup } from '../recap/markup.ts';
import type { QuestionWords } from './words.ts';

/** Where the page's style is: a file of ours, since nothing inline is let in. */
export const STYLE_PATH = '/q/style.css';

export interface QuestionPage {
  readonly show: ShowRow;
  readonly message: MessageRow;
  readonly words: QuestionWords;
  readonly nowMs: number;
  /** What was typed and could not be taken, and why. */
  readonly kept?: { readonly words: string; readonly why: 'changed' | 'empty' | 'busy' };
}

/** The page on which someone without an account reads a question, takes it, and answers it. No script is needed. */
export function questionPage({ show, message, words: t, nowMs, kept }: QuestionPage): string {
  const question = questionOf(message, nowMs);
  const due = question && hour(question.dueMs, show.zone, t.language);
  const isAnswered = question?.state === 'answered';
  const status = isAnswered
    ? t.answered
    : message.reply
      ? t.received
      : message.takenMs !== undefined
        ? t.taken
        : undefined;
  const answer = kept?.why === 'changed' ? '' : (kept?.words ?? message.reply?.words ?? '');
  return whole(
    t,
    t.title(show.name),
    markup`<h1>${t.title(show.name)}</h1>
${message.words !== '' && markup`<blockquote dir="auto">${message.words}</blockquote>`}
<p class="soft">${t.asked(message.author, nameOf(message))}. ${due && !isAnswered ? t.before(due) : ''}</p>
${message.url && markup`<p><a href="${message.url}" rel="noopener noreferrer nofollow">${t.see}</a></p>`}
${!isAnswered && markup`<p>${t.why(show.name)}</p>`}
${status && markup`<p class="told" role="status">${status}</p>`}
${kept && markup`<p class="told" role="alert">${t[kept.why]}</p>`}
${kept?.why === 'changed' && markup`<blockquote dir="auto">${message.reply?.words}</blockquote>`}
${!isAnswered && form(t, message, kept?.why === 'changed' ? kept.words : answer)}`,
  );
}

/** What a link says that opens nothing: the same, whatever the reason. */
export function gonePage(t: QuestionWords): string {
  return whole(t, t.gone, markup`<h1>${t.gone}</h1><p>${t.goneWhy}</p>`);
}

export function busyPage(t: QuestionWords): string {
  return whole(t, t.busy, markup`<p class="told" role="alert">${t.busy}</p>`);
}

function form(t: QuestionWords, { reply, takenMs }: MessageRow, answer: string): Markup {
  return markup`<form method="post">
<input type="hidden" name="from" value="${reply?.words ?? ''}">
<label for="answer">${t.label}</label>
<p class="soft" id="hint">${t.hint}</p>
<textarea id="answer" name="words" maxlength="10000" aria-describedby="hint">${answer}</textarea>
<p><button class="act" name="act" value="reply">${reply ? t.sendAgain : t.send}</button>
${!reply && takenMs === undefined && markup`<button name="act" value="take">${t.take}</button>`}</p>
</form>`;
}

function whole(t: QuestionWords, title: string, body: Markup): string {
  const page = markup`<!doctype html>
<html lang="${t.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body><main>
${body}
</main></body>
</html>
`;
  return page.pieces.filter((piece) => typeof piece === 'string').join('');
}

const NAMES: Readonly<Partial<Record<MessageRow['network'], string>>> = {
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  linkedin: 'LinkedIn',
  instagram: 'Instagram',
  facebook: 'Facebook',
  threads: 'Threads',
  x: 'X',
};
const nameOf = ({ network, url }: MessageRow): string =>
  NAMES[network] ?? (url === undefined ? 'Régie' : new URL(url).hostname);
