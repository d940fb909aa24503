import { pluralEn } from '../../words/plural.ts';
import type { Translated } from '../../words/words.ts';
import type { fr } from './after.fr.ts';

export const en: Translated<typeof fr> = {
  asks: {
    question: (who) => `${who}: has it begun?`,
    expected: (hour) => `Expected at ${hour}. Top puts the whole running order right; what follows moves.`,
    expectedOther: (hour) => `Expected at ${hour}, no Top yet. Tell whoever conducts.`,
    notYet: 'Not yet',
    top: 'Top',
  },
  nothing: {
    over: 'The running order is over.',
    empty: 'The running order is empty.',
    toImport: 'Import a programme',
    post: 'No post to come',
    postWhy: 'Photo, quote or free post: all you write stays on this phone until it is sent.',
  },
  upcoming: 'To come',
  journey: {
    label: 'Just gone',
    phone: 'on this phone',
    received: 'received',
    published: 'published',
    look: 'to see',
    calm: 'Cannot be undone.',
    correct: 'Correct',
    withdraw: 'Withdraw',
    withdrawAsk: 'Withdraw this post?',
    withdrawWhy: 'It leaves the wall and the recap, and is deleted on the networks that allow it.',
    keep: 'Keep it',
    withdrawn: 'Withdrawn.',
  },
  hold: {
    title: 'Hold everything',
    why: 'Nothing goes out any more, for the whole team, and the wall shows its safe scene. Why?',
    reasons: {
      incident: 'Incident in the hall',
      tribute: 'Tribute or silence',
      check: 'Something to be checked',
      technical: 'Technical incident',
    },
    other: 'Another reason',
    otherAct: 'Hold everything',
    noReason: 'No reason given',
    done: 'Everything is held.',
  },
  release: {
    title: 'Resume',
    since: (who, hour) => `On hold since ${hour}, by ${who}.`,
    nothing: 'Nothing came due during the hold.',
    review: 'What should have gone during the hold:',
    due: (hour) => `due at ${hour}`,
    tooLate: 'its time has passed',
    owed: (network) => `already fired, waits for ${network}`,
    send: 'Publish',
    leave: 'Leave',
    drop: 'Drop',
    keep: 'Send',
    left: 'What you leave stays in “To see”.',
    away: (names) => `Not back yet: ${names}. A withdrawal made there may not have arrived.`,
    act: (count) =>
      count === 0 ? 'Resume and publish nothing' : `Resume: ${count} ${pluralEn(count, 'goes', 'go')} out`,
    done: 'The hold is lifted.',
  },
};
