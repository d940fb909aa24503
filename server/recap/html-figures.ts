import type { Recap } from '../../shared/recap-schema.ts';
import { answeringWords } from './answering.ts';
import { type Markup, markup } from './markup.ts';
import type { Telling } from './telling.ts';

/** What each account brought, what nobody measured, and what the page leaves out. */
export function figuresSection({ channels, figures }: Recap, telling: Telling): Markup {
  const { words, counted } = telling;
  const left = (Object.keys(figures.leftOut) as (keyof typeof figures.leftOut)[])
    .filter((what) => figures.leftOut[what] > 0)
    .map((what) => counted(figures.leftOut[what], what));
  const leftOut = [...left, ...(figures.messagesKept > 0 ? [counted(figures.messagesKept, 'kept')] : [])];
  const answering = answeringWords(figures, telling);
  return markup`${channels.length > 0 && channelTable(channels, telling)}${answering !== '' && markup`<p>${answering}</p>\n`}<p class="muted">${words.measuredNote} ${words.reachNote}</p>
${
  leftOut.length > 0
    ? markup`<h3>${words.leftOut}</h3>\n<ul class="left">${leftOut.map((one) => markup`<li>${one}</li>\n`)}</ul>\n`
    : markup`<p class="muted">${words.leftOutNone}</p>\n`
}`;
}

function channelTable(channels: Recap['channels'], { words, measured, day, hour }: Telling): Markup {
  const { columns } = words;
  const figure = (n: number | null) => markup`<td class="number${n === null && ' unmeasured'}">${measured(n)}</td>`;
  return markup`<div class="scroll" role="region" tabindex="0" aria-labelledby="figures-title"><table>
<thead><tr><th scope="col">${columns.network}</th><th scope="col" class="number">${columns.posts}</th><th scope="col" class="number">${columns.likes}</th><th scope="col" class="number">${columns.reposts}</th><th scope="col" class="number">${columns.replies}</th></tr></thead>
<tbody>
${channels.map(
  ({ network, account, posts, likes, reposts, replies, measured: told, countedMs }) =>
    markup`<tr><th scope="row"><span class="name">${words.networks[network]}</span><p class="about">${account}${countedMs !== undefined && `, ${words.measuredOn(told, posts)}, ${day(countedMs)}, ${hour(countedMs)}`}</p></th>${figure(posts)}${figure(likes)}${figure(reposts)}${figure(replies)}</tr>\n`,
)}</tbody>
</table></div>
`;
}
