/** The pages of the settings, as they stand in their address: `/s/<show>/settings/<page>`. */
export const PAGES = [
  'show',
  'import',
  'templates',
  'missing',
  'rooms',
  'people',
  'prizes',
  'channels',
  'staff',
  'checks',
  'out',
  'privacy',
  'notices',
  'device',
  'end',
] as const;
export type PageName = (typeof PAGES)[number];

export const pageOf = (id: string | undefined): PageName | undefined => PAGES.find((page) => page === id);
