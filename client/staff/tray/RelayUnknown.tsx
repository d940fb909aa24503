import type { RelayRow } from '../../../shared/rows/relay.ts';
import { useShow } from '../shell/show-context.ts';
import { AccountAct } from './AccountAct.tsx';
import { Unseen } from './Unseen.tsx';
import { words } from './words.ts';

/** Nobody may look whether another account of ours shows the post: a person says what they saw there. */
export function RelayUnknown({ relay, atMs }: { readonly relay: RelayRow; readonly atMs: number }) {
  const show = useShow();
  const t = words().relay;
  const { id, publication, channel, gone, trouble } = relay;
  const wish = { publication, channel };
  return (
    <Unseen
      trouble={trouble}
      atMs={atMs}
      look={() => (gone ? show.act('relay.drop', { relay: id }) : show.act('relay.ask', wish))}
      answers={[
        { label: t.there, act: () => show.act('relay.ask', { ...wish, seenThere: true }), done: t.thereDone },
        { label: t.notThere, act: () => show.act('relay.drop', { relay: id, seenGone: true }), done: t.left },
      ]}
    >
      <AccountAct channel={channel} />
    </Unseen>
  );
}
