/** « 2 min », « 20 s », « 1 h 05 ». */
function span(spanMs: number): string {
  const seconds = Math.round(Math.abs(spanMs) / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

export const fr = {
  span,
  clock: (hour: string) => `à ${hour}`,
  hand: 'à la main',
  atStart: 'au début',
  beforeStart: (span: string) => `${span} avant le début`,
  afterStart: (span: string) => `${span} après le début`,
  atEnd: 'à la fin',
  afterEnd: (span: string) => `${span} après la fin`,
  /** When it will be, as things stand. */
  now: 'maintenant',
  inSpan: (span: string) => `dans ${span}`,
  ago: (span: string) => `il y a ${span}`,
  late: (span: string) => `${span} de retard`,
  early: (span: string) => `${span} d’avance`,
  onTime: 'à l’heure',
};
