import type { Kept } from './store.ts';

/** A file a person can keep, send or type from: everything of one show that the server has not confirmed. */
export interface UnsentFile {
  readonly regie: 'unsent';
  readonly show: string;
  readonly staff: string;
  readonly device: string;
  readonly exportedMs: number;
  readonly outbox: readonly unknown[];
  readonly tray: readonly unknown[];
  readonly desk: readonly unknown[];
}

/** JSON, indented: the words in it can be read without us. */
export function unsentFile(
  who: Pick<UnsentFile, 'show' | 'staff' | 'device' | 'exportedMs'>,
  { outbox, tray, desk }: Pick<Kept, 'tray' | 'desk'> & { readonly outbox: readonly { readonly mutation: unknown }[] },
): string {
  const file: UnsentFile = {
    regie: 'unsent',
    ...who,
    outbox: outbox.map(({ mutation }) => mutation),
    tray: tray.map(({ mutation, refusal, atMs }) => ({ refused: refusal.code, atMs, mutation })),
    desk,
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}
