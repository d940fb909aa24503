import type { SessionReply } from '../../shared/access.ts';
import type { ServerProcess } from './server-process.ts';

/** Redeems the link that a server printed at its start, as a phone does. */
export async function signIn(
  { url, staffLink }: Pick<ServerProcess, 'url' | 'staffLink'>,
  device: string,
): Promise<{ readonly cookie: string; readonly shows: SessionReply['session']['shows'] }> {
  const [, token] = staffLink.split('#join=');
  const answer = await fetch(`${url}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ token, device, name: `Phone ${device}` }),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  const { session } = (await answer.json()) as SessionReply;
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, shows: session.shows };
}
