import { expect, test } from 'vitest';
import type { Template } from '../../shared/rows/template.ts';
import { isStopped, plannedPosts } from '../../shared/templates.ts';
import { sampleStage } from '../fixtures/prepared.ts';

const INTRO: Template = {
  id: 'intro-fr',
  kind: 'intro',
  words: 'Sur scène : {name}[, {affiliation}]. Elle ou il est {doctorant|doctorante}.[ "{title}" !]',
  language: 'fr',
  cue: { edge: 'start', offsetMs: 0 },
  freshForMs: 300_000,
  look: '{name}[, {affiliation}]',
};

test('IM60 a template is filled once for each talk, with its typography, handles, hashtags, cue and photo place', () => {
  const { rows, nowMs } = sampleStage();
  const [zoe, ada] = plannedPosts(rows, INTRO, nowMs);
  expect(zoe?.words).toBe(
    'Sur scène\u00A0: @{zoe|full}, @{lemar}. Elle ou il est doctorante. «\u00A0La mer\u00A0»\u202F! #Finale',
  );
  expect(zoe?.fields).toEqual({
    segment: 'talk-1',
    kind: 'intro',
    cue: { kind: 'segment', segment: 'talk-1', edge: 'start', offsetMs: 0 },
    freshForMs: 300_000,
    channels: ['bsky', 'wall'],
    language: 'fr',
    needsTwo: false,
    slots: [{ name: 'photo', kind: 'photo', required: false, look: 'Zoé, Laboratoire de la mer' }],
  });
  // What nothing fills is left out with its brackets; an agreement nobody said is written both ways.
  expect(ada?.words).toBe('Sur scène\u00A0: @{ada|full}. Elle ou il est doctorant ou doctorante. #Finale');
  expect(ada?.problems).toContainEqual({ code: 'no-agreement', person: 'Ada' });
});

test('IM61 what could not go out is named and not made: a place without anything, words too long, no channel', () => {
  const { rows, nowMs } = sampleStage();
  const codes = (more: Partial<Template>) =>
    plannedPosts(rows, { ...INTRO, ...more }, nowMs).map((each) => [
      isStopped(each),
      each.problems.map(({ code }) => code),
    ]);
  expect(codes({ words: '{name}, {affiliation}' })).toEqual([
    [false, []],
    [true, ['empty', 'no-handle', 'rights-unsure']],
  ]);
  expect(codes({ words: `{name} ${'très '.repeat(60)}` }).map(([stopped]) => stopped)).toEqual([true, true]);
  expect(codes({ words: '{name}', channels: [] }).map(([stopped]) => stopped)).toEqual([true, true]);
});

test('IM62 made again, a template makes only what is not there; what was taken back may be made again', () => {
  const stage = sampleStage();
  const [first] = plannedPosts(stage.rows, INTRO, stage.nowMs);
  stage.act('post.create', { post: 'made', fields: first?.fields as never, words: first?.words }, 'loane');
  const there = () => plannedPosts(stage.rows, INTRO, stage.nowMs).map(({ isThere }) => isThere);
  expect(there()).toEqual([true, false]);
  stage.act('post.withdraw', { post: 'made' }, 'loane');
  expect(there()).toEqual([false, false]);
});

test('IM63 a template is for its language and its kind of segment: quotations open a place, logistics are for the rest', () => {
  const { rows, nowMs } = sampleStage();
  const of = (template: Partial<Template>) => plannedPosts(rows, { ...INTRO, ...template }, nowMs);
  expect(of({ language: 'en' }).map(({ segment }) => segment.id)).toEqual(['talk-3']);
  const [quote] = of({ kind: 'quote', words: '« {citation} » {name}', cue: { edge: 'hand' } });
  expect(quote?.fields.slots).toContainEqual({ name: 'citation', kind: 'quote', required: true });
  expect(quote?.fields.cue).toEqual({ kind: 'hand' });
  const [pause] = of({ kind: 'logistics', words: '{title} à {hour}, {room}' });
  expect(pause?.words).toBe('Pause à {time:pause}, Grande scène #Finale');
});

test('IM64 templates are kept with the show by writers, compared and set', () => {
  const stage = sampleStage();
  const change = { templates: { to: [INTRO] } };
  stage.act('show.templates', { change }, 'loane');
  expect(stage.get('show', 'final').templates).toEqual([INTRO]);
  expect(stage.refused('show.templates', { change: { templates: { to: [] } } }, 'loane')).toBe('changed');
  expect(stage.refused('show.templates', { change: { templates: { from: [INTRO], to: [] } } }, 'octave')).toBe(
    'not-allowed',
  );
});
