import { pluralEn } from '../../words/plural.ts';
import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  dollars: (amount) => `$${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 3 })}`,
  costName: 'Cost on X',
  cost: (spent, toCome, posts) =>
    `X: ${spent} spent, ${toCome} to come (${posts} ${pluralEn(posts, 'post', 'posts')} in all).`,
  budget: (budget) => `Budget: ${budget}.`,
  overBudget: 'The evening as planned passes the budget. Take out links, which cost the most, or posts.',
  quota: (used, what, minutes, from) =>
    `At its fullest: ${used} ${what} in ${minutes >= 60 ? `${minutes / 60} h` : `${minutes} min`}, from ${from}.`,
  what: { posts: 'posts', photos: 'photos', points: 'points of activity' },
  over: 'This is more than the network takes: the rest will wait. Spread it out, or take photos away.',
  left: (left, what, until) => `${left} ${what} left until ${until}.`,
  direct: {
    label: 'Cost and limits of the networks',
    cost: (name, spent, toCome) => `${name}: ${spent} spent, ${toCome} to come`,
    ofBudget: (budget) => `, budget ${budget}`,
    overBudget: 'Budget passed',
    over: (name) => `Too much for ${name}`,
    near: (name) => `Near the limit on ${name}`,
    quota: (used, what, from) => `${used} ${what} from ${from}`,
  },
};
