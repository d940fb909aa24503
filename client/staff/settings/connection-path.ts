/** Where the server answers about the connection of a channel. */
export const connectionPath = (show: string, channel: string): string =>
  `/shows/${encodeURIComponent(show)}/channels/${encodeURIComponent(channel)}/connection`;
