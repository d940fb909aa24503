import { describe, expect, test } from 'vitest';
import { needsTeam, questionOf, questionsOf } from '../../../shared/question.ts';
import { Stage } from '../stage.ts';

const HOUR_MS = 3_600_000;
const URL = 'https://bsky.example/profile/lea/post/3k';
const ENGINE = 'engine:questions';

/** A link that Loane pasted. */
function asked(): Stage {
  const stage = new Stage();
  const args = { message: 'q1', network: 'bluesky' as const, author: 'Léa', words: 'Pourquoi ?', url: URL };
  stage.act('message.add', args, 'loane');
  return stage;
}
const question = (stage: Stage) => questionOf(stage.get('message', 'q1'), stage.nowMs);

describe('questions', () => {
  test('QU1 a pasted link is a question from the start, and never on the wall by itself', () => {
    const message = asked().get('message', 'q1');
    expect(message).toMatchObject({ question: true, verdict: 'aside', url: URL, words: 'Pourquoi ?' });
    const stage = asked();
    const empty = { message: 'q2', network: 'x' as const, author: '', words: ' ' };
    expect(stage.refused('message.add', empty, 'loane')).toBe('no-words');
    expect(stage.refused('message.add', { ...empty, words: 'Oui ?' }, 'sidonie')).toBe('not-allowed');
    expect(stage.refused('message.add', { ...empty, message: 'q1', words: 'Oui ?' }, 'loane')).toBe('exists');
  });

  test('QU2 an audience message is made a question and unmade one; unmade, it is nobody’s', () => {
    const stage = new Stage();
    const seen = { id: 'm1', network: 'bluesky' as const, author: 'Léa', words: 'Pourquoi ?', saidMs: 1 };
    stage.act('message.see', seen, 'engine:audience');
    expect(questionsOf(stage.rows, stage.nowMs)).toEqual([]);
    stage.act('message.ask', { message: 'm1', to: true }, 'octave');
    stage.act('message.give', { message: 'm1', to: { staff: 'loane' } }, 'octave');
    expect(questionOf(stage.get('message', 'm1'), stage.nowMs)).toMatchObject({ state: 'given', askedMs: stage.nowMs });
    stage.act('message.ask', { message: 'm1', to: false }, 'octave');
    expect(stage.get('message', 'm1').given).toBeUndefined();
    expect(questionsOf(stage.rows, stage.nowMs)).toEqual([]);
  });

  test('QU3 its time runs from when it was marked, also by who judges messages, and giving it does not start it anew', () => {
    const stage = new Stage();
    const seen = { id: 'm1', network: 'bluesky' as const, author: 'Léa', words: 'Pourquoi ?', saidMs: 1 };
    stage.act('message.see', seen, 'engine:audience');
    const markedMs = stage.nowMs;
    stage.act('message.judge', { message: 'm1', from: 'new', to: 'aside', question: true }, 'octave');
    stage.nowMs += HOUR_MS;
    stage.act('message.give', { message: 'm1', to: { staff: 'loane' } }, 'octave');
    expect(questionOf(stage.get('message', 'm1'), stage.nowMs)).toMatchObject({
      askedMs: markedMs,
      dueMs: markedMs + 4 * HOUR_MS,
    });
  });

  test('QU4 overdue from three hours and a half on, until it is answered', () => {
    const stage = asked();
    stage.act('message.give', { message: 'q1', to: { staff: 'loane' } }, 'octave');
    stage.nowMs += 3.5 * HOUR_MS - 1;
    expect(question(stage)).toMatchObject({ overdue: false });
    stage.nowMs += 1;
    expect(question(stage)).toMatchObject({ overdue: true });
    expect(questionsOf(stage.rows, stage.nowMs).map(needsTeam)).toEqual([true]);
    stage.act('message.answer', { message: 'q1', to: true }, 'loane');
    expect(question(stage)).toMatchObject({ overdue: false, state: 'answered' });
  });

  test('QU5 given to a person of the directory or the team; two who give it see each other’s word', () => {
    const stage = asked();
    stage.act('person.edit', { person: 'cnrs', change: { name: { to: 'Le labo' } } }, 'ada');
    stage.act('message.give', { message: 'q1', to: { person: 'cnrs' } }, 'loane');
    const clash = stage.try('message.give', { message: 'q1', to: { staff: 'naima' } }, 'octave');
    expect(clash).toMatchObject({ code: 'changed', detail: { field: 'given', now: { person: 'cnrs' } } });
    expect(
      stage.refused('message.give', { message: 'q1', from: { person: 'cnrs' }, to: { person: 'no' } }, 'loane'),
    ).toBe('unknown-row');
    expect(stage.try('message.give', { message: 'q1', to: { person: 'cnrs' } }, 'octave')).toEqual([]);
  });

  test('QU6 taken by whom it was given to, as long as it is theirs', () => {
    const stage = asked();
    stage.act('message.give', { message: 'q1', to: { staff: 'sidonie' } }, 'loane');
    const saw = stage.get('message', 'q1').given?.atMs ?? 0;
    expect(stage.refused('message.take', { message: 'q1', saw }, 'octave')).toBe('not-allowed');
    stage.act('message.take', { message: 'q1', saw }, 'sidonie');
    expect(question(stage)?.state).toBe('taken');
    stage.nowMs += 1;
    stage.act('message.give', { message: 'q1', from: { staff: 'sidonie' }, to: { staff: 'naima' } }, 'loane');
    expect(question(stage)?.state).toBe('given');
    expect(stage.refused('message.take', { message: 'q1', saw }, ENGINE)).toBe('changed');
  });

  test('QU7 a reply is compared and set: the words of two who answer both stay seen', () => {
    const stage = asked();
    stage.act('message.give', { message: 'q1', to: { staff: 'sidonie' } }, 'loane');
    stage.act('message.reply', { message: 'q1', to: 'Parce que.' }, ENGINE);
    expect(question(stage)).toMatchObject({
      state: 'replied',
      message: { reply: { words: 'Parce que.', by: ENGINE } },
    });
    const clash = stage.try('message.reply', { message: 'q1', to: 'Car.' }, 'sidonie');
    expect(clash).toMatchObject({ code: 'changed', detail: { now: 'Parce que.', to: 'Car.' } });
    expect(stage.refused('message.reply', { message: 'q1', from: 'Parce que.', to: '  ' }, 'sidonie')).toBe('no-words');
    stage.act('message.give', { message: 'q1', from: { staff: 'sidonie' }, to: { staff: 'loane' } }, 'octave');
    expect(stage.refused('message.reply', { message: 'q1', from: 'Parce que.', to: 'Car.' }, 'sidonie')).toBe(
      'not-allowed',
    );
    expect(stage.get('message', 'q1').reply?.words).toBe('Parce que.');
  });

  test('QU8 answered once, by who says so; said by mistake, it is taken back; its post is named', () => {
    const stage = asked();
    stage.draft('p1');
    stage.act('message.link', { message: 'q1', to: 'p1' }, 'loane');
    expect(stage.refused('message.link', { message: 'q1', to: 'nope' }, 'loane')).toBe('changed');
    stage.act('message.answer', { message: 'q1', to: true }, 'loane');
    expect(stage.try('message.answer', { message: 'q1', to: true }, 'octave')).toEqual([]);
    expect(stage.get('message', 'q1')).toMatchObject({ answeredBy: 'loane', answerPost: 'p1' });
    stage.act('message.answer', { message: 'q1', to: false }, 'octave');
    expect(question(stage)?.state).toBe('open');
  });

  test('QU9 what waits for the team comes first, the oldest first; the answered last', () => {
    const stage = asked();
    for (const message of ['q2', 'q3']) {
      stage.nowMs += 1000;
      stage.act('message.add', { message, network: 'x', author: '', words: 'Et ?' }, 'loane');
    }
    stage.act('message.answer', { message: 'q1', to: true }, 'loane');
    expect(questionsOf(stage.rows, stage.nowMs).map(({ message }) => message.id)).toEqual(['q2', 'q3', 'q1']);
  });

  test('QU10 erased, a question has neither words, nor reply, nor link', () => {
    const stage = asked();
    stage.act('message.give', { message: 'q1', to: { staff: 'sidonie' } }, 'loane');
    stage.act('message.reply', { message: 'q1', to: 'Parce que.' }, 'sidonie');
    stage.act('row.erase', { row: 'message', id: 'q1' }, 'naima');
    const erased = JSON.stringify(stage.get('message', 'q1'));
    for (const words of ['Pourquoi', 'Parce', 'bsky.example', 'Léa', 'sidonie']) expect(erased).not.toContain(words);
    expect(questionsOf(stage.rows, stage.nowMs)).toEqual([]);
  });
});
