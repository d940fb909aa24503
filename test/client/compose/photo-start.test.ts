import { expect, test } from 'vitest';
import { photoStart } from '../../../client/staff/compose/photo-start.ts';
import { portraitOf } from '../../../client/staff/compose/portrait.ts';
import { Stage } from '../../shared/stage.ts';

const PLACE = { name: 'photo-live', kind: 'photo', required: false } as const;

function onStage(): Stage {
  const stage = new Stage();
  stage.put({ ...stage.get('segment', 'c01'), people: ['p01'] });
  return stage;
}
const start = (stage: Stage, post: string, slot?: string) =>
  photoStart(stage.rows, { post: stage.get('post', post), slot, atMs: stage.nowMs });

test('NI1 a photo starts from what its place says, names resolved', () => {
  const stage = onStage();
  const { name } = stage.get('person', 'p01');
  stage.draft('p', { segment: 'c01', slots: [{ ...PLACE, look: '@{p01|full} au micro.' }] });
  expect(start(stage, 'p', 'photo-live')).toEqual({ people: ['p01'], alt: `${name} au micro.` });
});

test('NI1 with nothing said of the place, from the person, else from who and where', () => {
  const stage = onStage();
  const person = stage.get('person', 'p01');
  const room = stage.get('room', stage.get('segment', 'c01').rooms[0] ?? '').name;
  stage.draft('p', { segment: 'c01' });
  expect(start(stage, 'p').alt).toBe(`${person.name}, ${room}.`);
  stage.put({ ...person, look: 'Une femme en veste bleue.' });
  expect(start(stage, 'p').alt).toBe('Une femme en veste bleue.');
});

test('NI2 a winner is shown in the photo of their prize, and who refuses is not proposed', () => {
  const stage = onStage();
  const person = stage.get('person', 'p01');
  const slots = [
    { name: 'winner', kind: 'winner', required: true, fill: 'p01' } as const,
    { ...PLACE, look: '{winner} reçoit son prix.' },
  ];
  stage.draft('p', { slots });
  expect(start(stage, 'p', 'photo-live')).toEqual({ people: ['p01'], alt: `${person.name} reçoit son prix.` });
  stage.put({ ...person, imageRights: 'refused' });
  expect(start(stage, 'p', 'photo-live').people).toEqual([]);
});

test('NI3 a face is the latest photo of one person alone who agreed to be shown', () => {
  const stage = onStage();
  const person = { ...stage.get('person', 'p01'), imageRights: 'granted' as const };
  stage.put(person);
  stage.draft('p');
  stage.photo('p', { people: ['p01'] });
  stage.nowMs += 1_000;
  const latest = stage.photo('p', { people: ['p01'] });
  stage.nowMs += 1_000;
  stage.photo('p', { people: ['p01', 'p02'] });
  expect(portraitOf(stage.rows, stage.get('person', 'p01'))?.id).toBe(latest);
  expect(portraitOf(stage.rows, { ...stage.get('person', 'p01'), imageRights: 'to-confirm' })).toBeUndefined();
});
