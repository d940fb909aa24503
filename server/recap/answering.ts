import type { RecapFigures } from '../../shared/recap-schema.ts';
import type { Telling } from './telling.ts';

/** « 3 questions, dont 2 avec réponse (la moitié en 12 min au plus). »; nothing where nobody asked any. */
export function answeringWords(figures: RecapFigures, { words, counted }: Telling): string {
  const { questions, questionsAnswered, answerMs } = figures;
  if (questions === 0) return '';
  const minutes = answerMs === null ? null : Math.ceil(answerMs / 60_000);
  return words.questions(counted(questions, 'questions'), counted(questionsAnswered, 'answered'), minutes);
}
