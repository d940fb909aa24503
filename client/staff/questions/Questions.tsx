import help from 'lucide-static/icons/message-circle-question-mark.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import { useState } from 'preact/hooks';
import { questionsOf } from '../../../shared/question.ts';
import { useDirectory } from '../compose/use-directory.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import type { ScreenProps } from '../shell/screens.ts';
import { useShow } from '../shell/show-context.ts';
import { Add } from './Add.tsx';
import { Card } from './Card.tsx';
import { Give } from './Give.tsx';
import './questions.css';
import { words } from './words.ts';

const EVERY_MS = 10_000;

/** Questions from outside: whose each is, how long is left, and the answer on its way to our account. With an id: an address shared from another app. */
export function Questions({ id }: ScreenProps) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const questions = questionsOf(rows, atMs);
  const [giving, give] = useState<string>();
  const [adding, add] = useState(id);
  const brings = show.me.value?.hats.some((hat) => hat === 'write' || hat === 'approve' || hat === 'moderate') ?? false;
  const t = words();
  // Whom a question is given to is searched for.
  useDirectory();
  return (
    <div class="screen questions">
      <header class="screen-head">
        <h1>{t.title}</h1>
        {brings && (
          <Button drawing={plus} onClick={() => add('')}>
            {t.add}
          </Button>
        )}
      </header>
      {questions.length === 0 && (
        <Empty drawing={help} title={t.none}>
          <p class="soft">{t.noneWhy}</p>
        </Empty>
      )}
      {questions.map((question) => (
        <Card key={question.message.id} question={question} atMs={atMs} onGive={() => give(question.message.id)} />
      ))}
      {giving !== undefined && <Give id={giving} onClose={() => give(undefined)} />}
      {adding !== undefined && <Add pasted={adding} onClose={() => add(undefined)} />}
    </div>
  );
}
