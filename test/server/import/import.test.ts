import { expect, test } from 'vitest';
import type { ImportReply } from '../../../shared/import.ts';
import { type Running, SHOW, startServer } from '../running-server.ts';

const TABLE = [
  'Jour;Heure;Durée;Titre;Candidat;Université;Bluesky',
  '10/06/2027;17:00;10;Ouverture;;;',
  ';17:15;3;;Zoé Œuvrard;Nantes;@zoe.example',
  ';17:20;3;;Ada Trần;Nantes;',
].join('\n');
const at = (hour: number, minute: number) => Date.UTC(2027, 5, 10, hour - 2, minute);

interface More {
  readonly [field: string]: unknown;
}

async function begin() {
  const server = await startServer();
  const cookie = await server.signIn('naima', 'phone-n');
  const send = (text: string, more: More = {}, as = cookie) =>
    server.ask('POST', `/shows/${SHOW}/import`, {
      cookie: as,
      body: { bytes: Buffer.from(text).toString('base64'), ...more },
    });
  const preview = async (text: string, more: More = {}): Promise<ImportReply> => (await send(text, more)).body;
  let made = 0;
  const confirm = async (text: string, more: More = {}): Promise<ImportReply & { id: string }> => {
    const { saw } = await preview(text, more);
    made += 1;
    const id = `import-${made}`;
    return { ...(await send(text, { ...more, saw, import: id })).body, id };
  };
  const edit = (name: string, args: unknown) => {
    const [answer] = server.ledger.push([server.make.mutation(name, args)], { by: 'naima', device: 'phone-n' });
    expect(answer?.kind).toBe('applied');
  };
  return { server, cookie, send, preview, confirm, edit };
}
const segments = (server: Running) =>
  [...(server.ledger.rows(SHOW)?.all('segment') ?? [])].sort((a, b) => a.rank - b.rank);
const segmentOf = (server: Running, title: string) => segments(server).find((each) => each.title === title)?.id ?? '';
const person = (server: Running, name: string) => {
  const found = [...(server.ledger.rows(SHOW)?.all('person') ?? [])].find((each) => each.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
const states = ({ lines }: ImportReply) => lines.map(({ row, name, state }) => `${row} ${name} ${state}`);

test('IM40 an import is shown before it is made, and showing it changes nothing', async () => {
  const { server, preview } = await begin();
  const rev = server.ledger.rev(SHOW);
  const shown = await preview(TABLE);
  expect(shown).toMatchObject({
    format: 'table',
    encoding: 'utf-8',
    problems: [],
    same: 1,
    done: false,
    read: { segments: 3, people: 2, rooms: 1 },
  });
  expect(states(shown)).toEqual([
    'person Zoé Œuvrard new',
    'person Ada Trần new',
    'segment Ouverture new',
    'segment Zoé Œuvrard new',
    'segment Ada Trần new',
  ]);
  expect(server.ledger.rev(SHOW)).toBe(rev);
});

test('IM41 confirmed, it is made in one piece, by the import, and the history says who confirmed it', async () => {
  const { server, confirm } = await begin();
  const heard: number[] = [];
  server.ledger.onCommit(({ rows }) => heard.push(rows.length));
  expect(await confirm(TABLE)).toMatchObject({ done: true });
  expect(heard).toEqual([5]);
  expect(
    segments(server).map(({ title, plannedMs, durationMs, kind, rooms }) => [
      title,
      plannedMs,
      durationMs,
      kind,
      rooms,
    ]),
  ).toEqual([
    ['Ouverture', at(17, 0), 600_000, 'other', ['scene']],
    ['Zoé Œuvrard', at(17, 15), 180_000, 'talk', ['scene']],
    ['Ada Trần', at(17, 20), 180_000, 'talk', ['scene']],
  ]);
  expect(person(server, 'Zoé Œuvrard')).toMatchObject({
    affiliation: 'Nantes',
    handles: { bluesky: 'zoe.example' },
    imageRights: 'to-confirm',
  });
  expect(server.ledger.history(SHOW)[0]).toMatchObject({
    by: 'engine:import',
    mutation: { id: 'import/naima/import-1/4' },
  });
});

test('IM42 imported again it changes what changed, keeps what staff wrote, and shows both', async () => {
  const { server, preview, confirm, edit } = await begin();
  await confirm(TABLE);
  const zoe = person(server, 'Zoé Œuvrard');
  edit('person.edit', {
    person: zoe.id,
    change: {
      affiliation: { from: 'Nantes', to: 'Nantes Université' },
      handles: { from: zoe.handles, to: { ...zoe.handles, mastodon: 'zoe@m.example' } },
    },
  });
  expect(states(await preview(TABLE))).toEqual([]);
  const later = TABLE.replace('17:15;3', '17:16;4')
    .replaceAll('Nantes', 'Brest')
    .replace('@zoe.example', '@zoe2.example');
  const shown = await preview(later);
  expect(shown.lines).toEqual([
    {
      row: 'person',
      id: zoe.id,
      name: 'Zoé Œuvrard',
      state: 'changed',
      fields: [
        { field: 'handles.bluesky', now: 'zoe.example', file: 'zoe2.example' },
        { field: 'affiliation', now: 'Nantes Université', file: 'Brest', kept: true },
      ],
    },
    {
      row: 'person',
      id: person(server, 'Ada Trần').id,
      name: 'Ada Trần',
      state: 'changed',
      fields: [{ field: 'affiliation', now: 'Nantes', file: 'Brest' }],
    },
    {
      row: 'segment',
      id: segmentOf(server, 'Zoé Œuvrard'),
      name: 'Zoé Œuvrard',
      state: 'changed',
      fields: [
        { field: 'plannedMs', now: at(17, 15), file: at(17, 16) },
        { field: 'durationMs', now: 180_000, file: 240_000 },
      ],
    },
  ]);
  await confirm(later);
  expect(person(server, 'Zoé Œuvrard')).toMatchObject({
    affiliation: 'Nantes Université',
    handles: { bluesky: 'zoe2.example', mastodon: 'zoe@m.example' },
  });
  await confirm(later, { take: [`person:${zoe.id}:affiliation`] });
  expect(person(server, 'Zoé Œuvrard')).toMatchObject({ affiliation: 'Brest' });
  expect(states(await preview(later))).toEqual([]);
});

test('IM43 what is no longer in the file is named, cancelled only when asked, and taken back when it returns', async () => {
  const { server, preview, confirm, edit } = await begin();
  edit('segment.edit', {
    segment: 'by-hand',
    change: Object.fromEntries(
      Object.entries({
        title: 'À la main',
        rooms: ['scene'],
        rank: 50,
        kind: 'other',
        plannedMs: at(20, 0),
        durationMs: 60_000,
      }).map(([field, to]) => [field, { to }]),
    ),
  });
  await confirm(TABLE);
  const shorter = TABLE.split('\n').slice(0, 3).join('\n');
  expect(states(await preview(shorter))).toEqual(['segment Ada Trần gone']);
  await confirm(shorter);
  expect(segments(server).filter(({ cancelled }) => cancelled)).toEqual([]);
  await confirm(shorter, { cancelGone: true });
  expect(
    segments(server)
      .filter(({ cancelled }) => cancelled)
      .map(({ title }) => title),
  ).toEqual(['Ada Trần']);
  await confirm(TABLE);
  expect(segments(server).filter(({ cancelled }) => cancelled)).toEqual([]);
});

test('IM44 a confirmation of what is no longer so is not made: it is shown again', async () => {
  const { server, send, preview, confirm } = await begin();
  const { saw } = await preview(TABLE);
  await confirm(TABLE.replace('17:15', '17:18'));
  const rev = server.ledger.rev(SHOW);
  const { body } = await send(TABLE, { saw, import: 'late' });
  expect(body).toMatchObject({ done: false, lines: [{ name: 'Zoé Œuvrard', state: 'changed' }] });
  expect(server.ledger.rev(SHOW)).toBe(rev);
});

test('IM45 asked twice because an answer was lost, it is made once', async () => {
  const { server, send, preview } = await begin();
  const { saw } = await preview(TABLE);
  await send(TABLE, { saw, import: 'once' });
  const rev = server.ledger.rev(SHOW);
  expect((await send(TABLE, { saw, import: 'once' })).body).toMatchObject({ done: true });
  expect(server.ledger.rev(SHOW)).toBe(rev);
});

test('IM46 one part refused, nothing is written: the ledger takes an import whole or not at all', async () => {
  const { server } = await begin();
  const rev = server.ledger.rev(SHOW);
  const good = server.make.mutation(
    'person.edit',
    { person: 'ada', change: { name: { to: 'Ada' } } },
    'import/naima/whole/0',
  );
  const bad = server.make.mutation(
    'segment.cancel',
    { segment: 'none', from: false, to: true },
    'import/naima/whole/1',
  );
  const answers = server.ledger.push([good, bad], { by: 'engine:import', whole: true });
  expect(answers.map(({ kind }) => kind)).toEqual(['applied', 'refused']);
  expect(server.ledger.rev(SHOW)).toBe(rev);
  expect(server.ledger.rows(SHOW)?.get('person', 'ada')).toBeUndefined();
  expect(server.ledger.push([good], { by: 'engine:import', whole: true })).toMatchObject([
    { kind: 'applied', rev: rev + 1 },
  ]);
});

test('IM47 a corrected title is the same segment, a room is known by its name, and a nearly named one is asked about', async () => {
  const { server, preview, confirm } = await begin();
  const table = (rows: string) => `Heure;Durée;Titre;Salle\n${rows}`;
  await confirm(table('17:00;10;Ouverture;Grande Scene\n17:15;3;Marees;Grande Scene'), { day: '2027-06-10' });
  expect(segments(server).map(({ rooms }) => rooms)).toEqual([['scene'], ['scene']]);
  const shown = await preview(table('17:00;10;Ouverture;Grande scène\n17:15;3;Marées et estrans;Grande scènes'));
  expect(shown.problems).toEqual([{ code: 'new-room', line: 3, value: 'Grande scènes', near: 'Grande scène' }]);
  const renamed = await confirm(table('17:00;10;Ouverture;Grande scène\n17:15;3;Marées et estrans;Grande scène'));
  expect(states(renamed)).toEqual(['segment Marées et estrans changed']);
});

test('IM48 what is new stands at its hour, among segments that keep the order staff gave them', async () => {
  const { server, confirm, edit } = await begin();
  await confirm(TABLE);
  const [first, second, third] = segments(server);
  edit('segment.edit', { segment: third?.id, change: { rank: { from: third?.rank, to: (first?.rank ?? 0) - 1 } } });
  await confirm(`${TABLE}\n;17:12;2;Vote;;;\n;16:50;2;Accueil;;;`);
  expect(segments(server).map(({ title }) => title)).toEqual([
    'Accueil',
    'Ada Trần',
    first?.title,
    'Vote',
    second?.title,
  ]);
});

test('IM49 the running order is imported by its conductor or an administrator, the directory by writers too', async () => {
  const { server, send } = await begin();
  const loane = await server.signIn('loane', 'phone-l');
  expect((await send(TABLE, {}, loane)).body).toEqual({ ok: false, code: 'not-allowed' });
  expect((await send('Nom\nZoé', {}, loane)).body).toMatchObject({ ok: true, read: { people: 1 } });
  expect((await server.ask('POST', `/shows/${SHOW}/import`, { body: {} })).status).toBe(401);
  server.addShow('theirs');
  expect((await server.ask('POST', '/shows/theirs/import', { cookie: loane, body: {} })).body.code).toBe('not-allowed');
});

test('IM50 an import is undone where nobody touched it since: what it made is cancelled, what it replaced comes back', async () => {
  const { server, cookie, confirm, edit } = await begin();
  await confirm(TABLE);
  const { id } = await confirm(
    TABLE.replace('17:15', '17:18').replaceAll('Nantes', 'Brest').concat('\n;18:00;3;Vote;;;\n;18:10;3;Chanson;;;'),
  );
  const ada = person(server, 'Ada Trần');
  edit('person.edit', { person: ada.id, change: { affiliation: { from: 'Brest', to: 'Rennes' } } });
  edit('segment.edit', {
    segment: segmentOf(server, 'Vote'),
    change: { title: { from: 'Vote', to: 'Vote du public' } },
  });
  const undo = () => server.ask('POST', `/shows/${SHOW}/import/undo`, { cookie, body: { import: id } });
  expect((await undo()).body).toEqual({ ok: true, undone: { cancelled: 1, putBack: 2, leftAlone: 2 } });
  expect(segments(server).map(({ title, plannedMs, cancelled }) => [title, plannedMs, cancelled])).toEqual([
    ['Ouverture', at(17, 0), false],
    ['Zoé Œuvrard', at(17, 15), false],
    ['Ada Trần', at(17, 20), false],
    ['Vote du public', at(18, 0), false],
    ['Chanson', at(18, 10), true],
  ]);
  expect([person(server, 'Zoé Œuvrard').affiliation, person(server, 'Ada Trần').affiliation]).toEqual([
    'Nantes',
    'Rennes',
  ]);
  expect((await server.ask('POST', `/shows/${SHOW}/import/undo`, { cookie, body: { import: 'never' } })).status).toBe(
    404,
  );
});

test('IM51 a file too large is refused by its size, one that cannot be read by what it is', async () => {
  const { send } = await begin();
  expect(await send('x'.repeat(8_000_000))).toMatchObject({ status: 413, body: { ok: false, code: 'too-large' } });
  expect((await send('PK\u0003\u0004')).body).toEqual({ ok: true, unread: { fault: 'spreadsheet' } });
});

test('IM52 a show without a programme gives its one room to the file’s first', async () => {
  const { server, confirm } = await begin();
  await confirm('Heure;Durée;Titre;Salle\n17:00;10;Un;Amphi\n17:00;10;Deux;Foyer', { day: '2027-06-10' });
  const rooms = [...(server.ledger.rows(SHOW)?.all('room') ?? [])];
  expect(rooms.map(({ id, name, rank }) => [id, name, rank])).toEqual([
    ['scene', 'Amphi', 1],
    ['room-foyer', 'Foyer', 3],
  ]);
});

test('IM53 who was erased is not brought back by a file that still has them', async () => {
  const { server, confirm, preview, edit } = await begin();
  await confirm(TABLE);
  const ada = person(server, 'Ada Trần').id;
  edit('row.erase', { row: 'person', id: ada });
  // Their talk was named after them: what the file calls it is not taken without a person's word.
  expect(states(await preview(TABLE))).toEqual(['segment Ada Trần kept']);
  expect((await confirm(TABLE.replace('Nantes', 'Brest'))).done).toBe(true);
  expect(server.ledger.rows(SHOW)?.get('person', ada)).toMatchObject({ name: '', erased: true });
  expect(segments(server).map(({ title }) => title)).toEqual(['Ouverture', 'Zoé Œuvrard', '—']);
});

test('DI1 people are linked to the laboratories and partners of the show or the file, by name or acronym', async () => {
  const { server, confirm } = await begin();
  await confirm(
    'Nom;Sigle;Type;Affiliation\nZoé;;personne;lemar\nLaboratoire de la mer;LEMAR;laboratoire;\nLéo;;personne;Laboratoire de la mer\nAda;;personne;Ailleurs',
  );
  const lab = person(server, 'Laboratoire de la mer');
  expect(lab).toMatchObject({ kind: 'organisation', acronym: 'LEMAR', imageRights: 'granted' });
  expect(['Zoé', 'Léo', 'Ada'].map((name) => person(server, name).affiliation)).toEqual([lab.id, lab.id, 'Ailleurs']);
});
