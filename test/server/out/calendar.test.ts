import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../server/out/calendar.ts';
import { plainLine, textLine } from '../../../server/out/calendar-lines.ts';
import { calendarIds } from '../../../server/out/links.ts';
import type { RowMap } from '../../../shared/rows/rows.ts';
import { at, evening } from '../../fixtures/evening.ts';
import { edit, MADE } from '../recap/recap-of-evening.ts';

const idOf = calendarIds(new Uint8Array(32));

/** The events as another program reads them, by their title. */
function read(rows: RowMap, atMs = MADE) {
  const written = calendarOf(rows, { atMs, idOf }) ?? '';
  const calendar = new ICAL.Component(ICAL.parse(written));
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const value = (name: string) => event.getFirstPropertyValue(name);
    const time = (name: string) => (value(name) as ICAL.Time).toJSDate().getTime();
    return {
      title: String(value('summary')),
      id: String(value('uid')),
      revision: Number(value('sequence')),
      changedMs: time('last-modified'),
      startMs: time('dtstart'),
      endMs: time('dtend'),
      status: value('status'),
      place: value('location'),
      people: value('description'),
    };
  });
  return { written, calendar, events, event: (title: string) => events.find((each) => each.title.includes(title)) };
}

describe('calendar', () => {
  test('OU1 no line is longer than 75 octets, none is cut inside a character, and what it says is read back', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 }).map((said) => said.replace(/[^\P{Cc}\n\t]/gu, ''));
    fc.assert(
      fc.property(text, (said) => {
        const line = textLine('SUMMARY', said);
        const bytes = Buffer.from(line);
        expect(line.endsWith('\r\n')).toBe(true);
        for (const one of line.slice(0, -2).split('\r\n')) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
        expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(line);
        const event = `BEGIN:VEVENT\r\n${line}END:VEVENT\r\n`;
        expect(new ICAL.Component(ICAL.parse(event)).getFirstPropertyValue('summary')).toBe(said);
      }),
    );
  });

  test('OU1 words cannot become a property of their own', () => {
    const line = textLine('SUMMARY', 'Ouverture\r\nATTACH:http://piege.example; a, b\\c\u0000');
    expect(line).toBe('SUMMARY:Ouverture\\nATTACH:http://piege.example\\; a\\, b\\\\c\r\n');
    expect(plainLine('SEQUENCE', 3)).toBe('SEQUENCE:3\r\n');
  });

  test('OU2 another program reads every segment with its hours, room and people, and how often to look again', () => {
    const { calendar, events, event } = read(evening());
    expect(events).toHaveLength([...evening().all('segment')].length);
    expect(event('Maëlys')).toMatchObject({
      title: '1/3 – Maëlys Tournepierre',
      startMs: at('18:41'),
      endMs: at('18:44:05'),
      status: 'CONFIRMED',
      place: 'Grande scène',
      people: 'Maëlys Tournepierre, Université de Strasbourg\nUniversité de Strasbourg',
    });
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Ma thèse en 180 secondes – finale <fictive>');
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT15M');
  });

  test('OU3 hours move with a delay, under the same id and a later revision', () => {
    const before = read(evening(), at('18:20'));
    const rows = evening();
    edit(rows, 'segment', 'c03', { delayMs: 10 * 60_000, atMs: at('18:50') });
    const after = read(rows, at('18:20'));
    const [was, is] = [before.event('Anatole'), after.event('Anatole')];
    expect((is?.startMs ?? 0) - (was?.startMs ?? 0)).toBe(10 * 60_000);
    expect(is?.id).toBe(was?.id);
    expect(is?.revision).toBeGreaterThan(was?.revision ?? Number.POSITIVE_INFINITY);
    expect(is?.changedMs).toBe(at('18:50'));
  });

  test('OU3 the same rows make the same calendar at any moment', () => {
    expect(read(evening(), at('18:20')).written).toBe(read(evening(), at('23:20')).written);
  });

  test('OU4 what is cancelled stays at its planned hour and says so, what is passed is tentative', () => {
    const rows = evening();
    const passed = read(rows).event('Anatole');
    expect(read(rows).event('mécène')).toMatchObject({ status: 'CANCELLED', startMs: at('18:50') });
    edit(rows, 'segment', 'prix-1', { startMs: at('19:06'), startedBy: 'top' });
    expect(passed?.status).toBe('CONFIRMED');
    expect(read(rows).event('Anatole')).toMatchObject({ status: 'TENTATIVE', startMs: at('18:55') });
  });

  test('OU5 a segment’s id is the same after a restart, and no other server’s', () => {
    const again = calendarIds(new Uint8Array(32));
    const other = calendarIds(new Uint8Array(32).fill(1));
    expect(again('finale', 'c01')).toBe(idOf('finale', 'c01'));
    expect(
      new Set([idOf('finale', 'c01'), idOf('finale', 'c02'), idOf('forum', 'c01'), other('finale', 'c01')]),
    ).toHaveLength(4);
  });

  test('OU4 a rehearsal says that it is one', () => {
    const rows = evening();
    edit(rows, 'show', 'finale', { rehearsal: true });
    expect(read(rows).calendar.getFirstPropertyValue('name')).toMatch(/^Répétition\u00A0: Ma thèse/);
  });
});
