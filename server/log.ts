import { type DestinationStream, pino } from 'pino';

/** What the parts of the server may say to its operator. Words of posts and secrets are never logged. */
export interface Log {
  info(about: object, words: string): void;
  warn(about: object, words: string): void;
  error(about: object, words: string): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A path as it may be logged: without what opens a wall. */
export const unsaid = (path: string): string => path.replace(/^(\/wall\/[^/]+)\.[\w-]+$/, '$1');

/** JSON lines on standard error; standard output is for the links a person reads. Nothing is buffered, so a killed server has said all. */
export function openLog(destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
