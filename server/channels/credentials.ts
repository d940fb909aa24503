import type { BlueskyCredentials } from './bluesky-session.ts';
import type { MastodonCredentials } from './mastodon-server.ts';
import type { XCredentials } from './x-session.ts';

/** What opens an account, and what signing in has given since. Never sent to a phone, never logged. */
export type Credentials = BlueskyCredentials | MastodonCredentials | XCredentials;
