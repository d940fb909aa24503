import { expect, test } from 'vitest';
import { readFile } from '../../../server/import/read-file.ts';

const calendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Salle//FR', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: readonly string[]) => [
  'BEGIN:VEVENT',
  'UID:un',
  'SUMMARY:Marées',
  'LOCATION:Amphi',
  ...lines,
  'END:VEVENT',
];

/** As Outlook names Paris, with its own rules of summer. */
const ROMANCE = [
  'BEGIN:VTIMEZONE',
  'TZID:Romance Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16011028T030000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010325T020000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

function read(text: string) {
  const found = readFile(new TextEncoder().encode(text), { zone: 'Europe/Paris', language: 'fr' });
  if (!found.ok) throw new Error(found.fault);
  expect(found.format).toBe('ics');
  return found.reading;
}

test('IM20 hours of a calendar are those of their zone: the world’s, the file’s own, UTC, else the show’s', () => {
  const starts = (...lines: readonly string[]) => read(calendar(...lines)).segments.map(({ plannedMs }) => plannedMs);
  const summer = Date.UTC(2027, 5, 10, 15, 15);
  expect(starts(...event('DTSTART;TZID=Europe/Paris:20270610T171500', 'DURATION:PT3M'))).toEqual([summer]);
  expect(starts(...event('DTSTART;TZID=America/New_York:20270610T111500', 'DURATION:PT3M'))).toEqual([summer]);
  expect(starts(...event('DTSTART:20270610T151500Z', 'DTEND:20270610T151800Z'))).toEqual([summer]);
  expect(starts(...event('DTSTART:20270610T171500', 'DTEND:20270610T171800'))).toEqual([summer]);
  const own = (day: string) => event(`DTSTART;TZID=Romance Standard Time:${day}T171500`, 'DURATION:PT3M');
  expect(starts(...ROMANCE, ...own('20270610'))).toEqual([summer]);
  expect(starts(...ROMANCE, ...own('20271210'))).toEqual([Date.UTC(2027, 11, 10, 16, 15)]);
  const { segments, problems } = read(calendar(...own('20270610')));
  expect(segments.map(({ plannedMs }) => plannedMs)).toEqual([summer]);
  expect(problems).toEqual([{ code: 'zone-guessed', line: 4, about: 'Marées', value: 'Romance Standard Time' }]);
});

test('IM21 a recurrence is read as each of its times, over a change of the clocks, with its exceptions; one without end is cut', () => {
  const weekly = event(
    'DTSTART;TZID=Europe/Paris:20271022T100000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'EXDATE;TZID=Europe/Paris:20271105T100000',
  );
  const moved = event(
    'RECURRENCE-ID;TZID=Europe/Paris:20271112T100000',
    'DTSTART;TZID=Europe/Paris:20271112T140000',
    'DURATION:PT1H',
  );
  const { segments, problems } = read(calendar(...weekly, ...moved));
  expect(segments.map(({ plannedMs }) => new Date(plannedMs).toISOString().slice(0, 16))).toEqual([
    '2027-10-22T08:00',
    '2027-10-29T08:00',
    '2027-11-12T13:00',
  ]);
  expect(new Set(segments.map(({ key }) => key)).size).toBe(3);
  expect(problems).toEqual([{ code: 'recurs', line: 4, about: 'Marées', other: 3 }]);
  const endless = read(calendar(...event('DTSTART:20271022T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY')));
  expect(endless.segments).toHaveLength(60);
  expect(endless.problems).toEqual([{ code: 'recurs-cut', line: 4, about: 'Marées', other: 60 }]);
});

test('IM22 what has no hour, no end or no room, what is called off and what falls in no hour is named with its line', () => {
  const codeOf = (...lines: readonly string[]) => {
    const { segments, problems } = read(calendar(...lines));
    expect(segments).toEqual([]);
    return problems.map(({ code, line }) => [code, line]);
  };
  expect(codeOf(...event('DTSTART;VALUE=DATE:20270610'))).toEqual([['all-day', 4]]);
  expect(codeOf(...event('DTSTART:20270610T100000Z'))).toEqual([['no-end', 4]]);
  expect(codeOf(...event('DTSTART:20270610T100000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'))).toEqual([['cancelled', 4]]);
  expect(codeOf(...event('DTSTART;TZID=Europe/Paris:20270328T023000', 'DURATION:PT1H'))).toEqual([['no-such-hour', 4]]);
  expect(
    codeOf('BEGIN:VEVENT', 'UID:a', 'SUMMARY:Marées', 'DTSTART:20270610T100000Z', 'DURATION:PT1H', 'END:VEVENT'),
  ).toEqual([['no-room', 4]]);
});

test('IM23 who takes part in a calendar’s talk is read by name; rooms and bare addresses are nobody', () => {
  const { people, segments } = read(
    calendar(
      ...event(
        'DTSTART:20270610T100000Z',
        'DURATION:PT1H',
        'ATTENDEE;CN="Zoé Œuvrard":mailto:zoe@u.example',
        'ATTENDEE;CUTYPE=ROOM;CN=Amphi:mailto:amphi@u.example',
        'ATTENDEE;CN=leo@u.example:mailto:leo@u.example',
      ),
    ),
  );
  expect(people.map(({ name }) => name)).toEqual(['Zoé Œuvrard']);
  expect(segments).toMatchObject([{ people: [people[0]?.key], title: 'Marées', rooms: ['amphi'] }]);
});

test('IM24 a calendar that is torn is refused', () => {
  const torn = new TextEncoder().encode('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x');
  expect(readFile(torn, { zone: 'Europe/Paris', language: 'fr' })).toEqual({ ok: false, fault: 'unreadable-ics' });
});

test('IM82 a duration of hours is so long over a change of the clocks, one of days is the clocks’ own', () => {
  const lasts = (start: string, duration: string) => {
    const { segments, problems } = read(
      calendar(...event(`DTSTART;TZID=Europe/Paris:${start}`, `DURATION:${duration}`)),
    );
    expect(problems).toEqual([]);
    return segments.map(({ durationMs }) => durationMs / 3_600_000);
  };
  // The clocks go from 2:00 to 3:00.
  expect(lasts('20270328T013000', 'PT30M')).toEqual([0.5]);
  expect(lasts('20270327T230000', 'PT6H')).toEqual([6]);
  expect(lasts('20270327T230000', 'P1D')).toEqual([23]);
});
