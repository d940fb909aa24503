import { useEffect } from 'preact/hooks';
import type { ConnectionReply } from '../../../shared/connection.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { useShow } from '../shell/show-context.ts';

/** Everyone reads in the rows whose name we speak under; the network has the last word about it. */
export function useAccountName(channel: ChannelRow, reply: ConnectionReply | undefined): void {
  const show = useShow();
  const account = reply?.identity?.account;
  useEffect(() => {
    if (account === undefined || account === channel.account) return;
    void show.act('channel.edit', { channel: channel.id, change: { account: { from: channel.account, to: account } } });
  }, [account, channel.account]);
}
