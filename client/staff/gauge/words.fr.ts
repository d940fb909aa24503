import { plural } from '../../words/plural.ts';

export const fr = {
  dollars: (amount: number) =>
    `${amount.toLocaleString('fr', { minimumFractionDigits: 2, maximumFractionDigits: 3 })} $`,
  costName: 'Coût sur X',
  cost: (spent: string, toCome: string, posts: number) =>
    `X : ${spent} dépensés, ${toCome} à venir (${posts} ${plural(posts, 'post', 'posts')} en tout).`,
  budget: (budget: string) => `Budget : ${budget}.`,
  overBudget: 'La soirée prévue dépasse le budget. Retirez des liens, qui coûtent le plus, ou des posts.',
  quota: (used: string, what: string, minutes: number, from: string) =>
    `Au plus chargé : ${used} ${what} en ${minutes >= 60 ? `${minutes / 60} h` : `${minutes} min`}, à partir de ${from}.`,
  what: { posts: 'posts', photos: 'photos', points: 'points d’activité' },
  over: 'C’est plus que ce que le réseau accepte : la suite attendra. Étalez, ou retirez des photos.',
  left: (left: string, what: string, until: string) => `Il reste ${left} ${what} jusqu’à ${until}.`,
  direct: {
    label: 'Coût et limites des réseaux',
    cost: (name: string, spent: string, toCome: string) => `${name}\u00A0: ${spent} dépensés, ${toCome} à venir`,
    ofBudget: (budget: string) => `, budget ${budget}`,
    overBudget: 'Budget dépassé',
    over: (name: string) => `Trop pour ${name}`,
    near: (name: string) => `Près de la limite sur ${name}`,
    quota: (used: string, what: string, from: string) => `${used} ${what} à partir de ${from}`,
  },
};
