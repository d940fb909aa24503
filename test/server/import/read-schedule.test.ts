import { expect, test } from 'vitest';
import { readFile } from '../../../server/import/read-file.ts';

const OPTIONS = { zone: 'Europe/Paris', language: 'fr' };
const readAny = (text: string) => readFile(new TextEncoder().encode(text), OPTIONS);
function read(given: string | object) {
  const found = readAny(typeof given === 'string' ? given : JSON.stringify(given));
  if (!found.ok) throw new Error(found.fault);
  return found;
}
const summer = Date.UTC(2027, 5, 10, 15, 15);

test('IM25 schedule.xml is read as Pentabarf, frab and pretalx write it, its nights, names and entities too', () => {
  const xml = (event: string, about = '') => `<?xml version="1.0" encoding="UTF-8"?>
<schedule><conference><title>Forum</title>${about}</conference>
 <day index="1" date="2027-06-10"><room name="Amphi &amp; foyer">
  ${event}
 </room></day></schedule>`;
  const modern = read(
    xml(
      `<event guid="g-1" id="7"><date>2027-06-10T17:15:00+02:00</date><start>17:15</start><duration>00:45</duration><room>Amphi &amp; foyer</room><title>Mar&#233;es</title><type>lecture</type><language>en</language><persons><person id="12">Zoé Œuvrard</person><person id="13">Ada</person></persons></event>`,
    ),
  );
  expect(modern.format).toBe('frab-xml');
  expect(modern.reading).toMatchObject({
    rooms: [{ name: 'Amphi & foyer' }],
    people: [
      { key: '12', name: 'Zoé Œuvrard' },
      { key: '13', name: 'Ada' },
    ],
    segments: [
      {
        key: 'g-1',
        line: 4,
        title: 'Marées',
        kind: 'talk',
        plannedMs: summer,
        durationMs: 45 * 60_000,
        language: 'en',
        people: ['12', '13'],
      },
    ],
    problems: [],
  });
  const old = read(
    xml(
      '<event id="7"><start>17:15</start><duration>0:45</duration><title>Soir</title><language/><persons/></event><event id="8"><start>01:00</start><duration>0:45</duration><title>Nuit</title><persons/></event><event id="9"><title>Nulle part</title><persons/></event>',
      '<day_change>09:00:00</day_change><time_zone_name>America/New_York</time_zone_name>',
    ),
  ).reading;
  expect(old.segments.map(({ plannedMs }) => plannedMs)).toEqual([
    Date.UTC(2027, 5, 10, 21, 15),
    Date.UTC(2027, 5, 11, 5),
  ]);
  expect(old.problems).toMatchObject([{ code: 'no-start', about: 'Nulle part' }]);
});

test('IM26 an XML that names entities is refused before it is read; a torn one with its line; another kind by name', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>`;
  const outside = `<!DOCTYPE s SYSTEM "file:///etc/hosts"><schedule/>`;
  expect(readAny(bomb)).toEqual({ ok: false, fault: 'xml-entities' });
  expect(readAny(outside)).toEqual({ ok: false, fault: 'xml-entities' });
  expect(readAny('<schedule>\n<day>\n</schedule>')).toEqual({ ok: false, fault: 'unreadable-xml', line: 3 });
  expect(readAny('<rss><channel/></rss>')).toEqual({ ok: false, fault: 'unknown-xml' });
});

test('IM27 schedule.json of frab and pretalx is read', () => {
  const event = {
    guid: 'g-1',
    date: '2027-06-10T17:15:00+02:00',
    start: '17:15',
    duration: '00:45',
    room: 'Amphi',
    title: 'Marées',
    type: 'Talk',
    language: 'de',
    persons: [{ code: 'ZOE', name: 'Zoé Œuvrard', public_name: 'Zoé Œ.' }],
  };
  const { format, reading } = read({
    schedule: { version: '1', conference: { days: [{ date: '2027-06-10', rooms: { Amphi: [event] } }] } },
  });
  expect(format).toBe('frab-json');
  expect(reading).toMatchObject({
    rooms: [{ name: 'Amphi' }],
    people: [{ key: 'ZOE', name: 'Zoé Œ.' }],
    segments: [{ key: 'g-1', plannedMs: summer, durationMs: 2_700_000, language: 'de' }],
  });
});

test('IM28 pretalx is read from its interface, old and new, and from its widget', () => {
  const speakers = [{ code: 'ZOE', name: 'Zoé Œuvrard' }];
  const talk = { code: 'ABC', title: 'Marées', state: 'confirmed', content_locale: 'fr', speakers };
  const slot = { start: '2027-06-10T17:15:00+02:00', end: '2027-06-10T18:00:00+02:00' };
  const old = { ...talk, submission_type: { en: 'Talk' }, slot: { ...slot, room: { fr: 'Amphi', en: 'Hall' } } };
  const renewed = {
    ...talk,
    submission_type: { name: { en: 'Talk' } },
    slots: [{ ...slot, room: { id: 3, name: { fr: 'Amphi' } } }],
  };
  const widget = {
    timezone: 'Europe/Paris',
    rooms: [{ id: 3, name: { fr: 'Amphi' } }],
    speakers,
    talks: [
      { ...talk, speakers: ['ZOE'], room: 3, ...slot },
      {
        code: null,
        title: { fr: 'Déjeuner' },
        speakers: [],
        room: 3,
        start: '2027-06-10T12:00',
        end: '2027-06-10T13:00',
      },
    ],
  };
  for (const file of [{ results: [old] }, { results: [renewed] }, widget]) {
    const { format, reading } = read(file);
    expect(format).toBe('pretalx');
    expect(reading.problems).toEqual([]);
    expect(reading.segments).toContainEqual(
      expect.objectContaining({
        key: 'ABC',
        title: 'Marées',
        plannedMs: summer,
        durationMs: 2_700_000,
        language: 'fr',
        people: ['ZOE'],
        rooms: ['amphi'],
      }),
    );
  }
  expect(read(widget).reading.segments).toContainEqual(expect.objectContaining({ title: 'Déjeuner', kind: 'break' }));
  const out = read({
    results: [
      { ...old, state: 'withdrawn' },
      { ...talk, slots: [] },
    ],
  }).reading;
  expect(out.problems).toMatchObject([
    { code: 'cancelled', line: 1 },
    { code: 'no-start', line: 2 },
  ]);
});

test('IM29 sessionize is read from its whole view and from its grid, with handles and languages', () => {
  const session = {
    id: '101',
    title: 'Marées',
    startsAt: '2027-06-10T17:15:00',
    endsAt: '2027-06-10T18:00:00',
    isServiceSession: false,
    speakers: ['u-1'],
    categoryItems: [55],
    roomId: 3,
    room: null,
  };
  const lunch = {
    ...session,
    id: '102',
    title: 'Buffet',
    startsAt: '2027-06-10T18:00:00',
    endsAt: '2027-06-10T19:00:00',
    isServiceSession: true,
    speakers: [],
    categoryItems: [],
  };
  const all = {
    sessions: [session, lunch],
    speakers: [
      {
        id: 'u-1',
        fullName: 'Zoé Œuvrard',
        tagLine: 'Océanographe',
        links: [
          { title: 'X (Twitter)', url: 'https://twitter.com/zoe_x', linkType: 'Twitter' },
          { title: 'Bluesky', url: 'https://bsky.app/profile/zoe.example', linkType: 'Other' },
        ],
      },
    ],
    rooms: [{ id: 3, name: 'Amphi', sort: 0 }],
    categories: [{ id: 5, title: 'Language', items: [{ id: 55, name: 'English' }] }],
  };
  const { format, reading } = read(all);
  expect(format).toBe('sessionize');
  expect(reading).toMatchObject({
    rooms: [{ name: 'Amphi' }],
    people: [
      { key: 'u-1', name: 'Zoé Œuvrard', role: 'Océanographe', handles: { x: 'zoe_x', bluesky: 'zoe.example' } },
    ],
    segments: [
      { key: '101', plannedMs: summer, durationMs: 2_700_000, language: 'en', kind: 'talk' },
      { key: '102', kind: 'break' },
    ],
  });
  const grid = [
    {
      date: '2027-06-10',
      rooms: [
        {
          id: 3,
          name: 'Amphi',
          sessions: [{ ...session, room: 'Amphi', speakers: [{ id: 'u-1', name: 'Zoé Œuvrard' }] }],
        },
      ],
    },
  ];
  expect(read(grid).reading).toMatchObject({ people: [{ key: 'u-1' }], segments: [{ key: '101', plannedMs: summer }] });
});

test('IM30 a JSON of no known kind, or torn, is refused by name', () => {
  expect(readAny('{"hello":1}')).toEqual({ ok: false, fault: 'unknown-json' });
  expect(readAny('[1,2]')).toEqual({ ok: false, fault: 'unknown-json' });
  expect(readAny('{"sessions":[')).toEqual({ ok: false, fault: 'unreadable-json' });
});
