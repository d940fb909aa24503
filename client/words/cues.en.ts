import type { fr } from './cues.fr.ts';
import type { Translated } from './words.ts';

function span(spanMs: number): string {
  const seconds = Math.round(Math.abs(spanMs) / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

export const en: Translated<typeof fr> = {
  span,
  clock: (hour) => `at ${hour}`,
  hand: 'by hand',
  atStart: 'at the start',
  beforeStart: (span) => `${span} before the start`,
  afterStart: (span) => `${span} after the start`,
  atEnd: 'at the end',
  afterEnd: (span) => `${span} after the end`,
  now: 'now',
  inSpan: (span) => `in ${span}`,
  ago: (span) => `${span} ago`,
  late: (span) => `${span} late`,
  early: (span) => `${span} early`,
  onTime: 'on time',
};
