import { plural } from '../../words/plural.ts';

export const fr = {
  drafts: 'Brouillons',
  draftsWhy: 'Ce qui n’est jamais parti, avec ses photos, s’efface ce temps après la fin de l’événement.',
  draftsKeptDays: 'Brouillons gardés',
  messages: 'Messages du public',
  messagesWhy: 'Ce que le public a écrit, et les questions, s’effacent ce temps après avoir été écrits.',
  messagesKeptDays: 'Messages gardés',
  kept: (days: number) =>
    days >= 365 && days % 365 === 0
      ? `${days / 365} ${plural(days / 365, 'an', 'ans')}`
      : days === 183
        ? '6 mois'
        : `${days} ${plural(days, 'jour', 'jours')}`,
  noEnd: (count: number) =>
    count === 0
      ? 'Aucun brouillon. Rien ne s’efface tant que l’événement n’est pas terminé.'
      : `${count} ${plural(count, 'brouillon', 'brouillons')}. Rien ne s’efface tant que l’événement n’est pas terminé.`,
  leave: (count: number, day: string) =>
    count === 0
      ? 'Aucun brouillon ne reste.'
      : `${count} ${plural(count, 'brouillon s’efface', 'brouillons s’effacent')} le ${day}. Rouvrir l’événement les garde.`,
  messagesHeld: (count: number, day: string) =>
    count === 0
      ? 'Aucun message n’est gardé.'
      : `${count} ${plural(count, 'message gardé', 'messages gardés')} ; le plus ancien s’efface le ${day}.`,
  sweep: 'Le serveur efface de lui-même, partout : sur lui, dans l’historique et sur les téléphones. C’est définitif.',
  one: 'Une personne',
  oneWhy:
    'Sur sa fiche, un administrateur sort tout ce qui la concerne, ou l’efface de tous les événements, si elle le demande.',
  people: 'Ouvrir les personnes',
  data: 'Ses données',
  looking: 'Recherche dans tous les événements…',
  where: 'Où elle se trouve',
  why: {
    itself: 'cet événement',
    id: 'la même fiche, copiée',
    handle: 'le même compte',
    name: 'le même nom seulement : à vérifier',
  },
  counts: (of: { posts: number; published: number; photos: number; messages: number; segments: number }) =>
    [
      `${of.posts} ${plural(of.posts, 'post', 'posts')}${of.published > 0 ? `, dont ${of.published} en ligne` : ''}`,
      `${of.photos} ${plural(of.photos, 'photo', 'photos')}`,
      `${of.messages} ${plural(of.messages, 'message', 'messages')}`,
      `${of.segments} ${plural(of.segments, 'étape', 'étapes')}`,
    ].join(', '),
  elsewhere: (count: number) =>
    `Elle est aussi dans ${count} ${plural(count, 'événement que vous n’administrez', 'événements que vous n’administrez')} pas : demandez à qui le fait.`,
  export: 'Sortir ses données',
  exportWhy: 'Un fichier lisible : sa fiche, les posts et les photos qui la nomment, ses messages et ses questions.',
  exported: 'Fichier prêt',
  fileName: 'donnees-personnelles',
  erase: 'Effacer partout',
  eraseWhy: (count: number) =>
    `Sa fiche, les posts qui la nomment, ses photos et ses messages sont vidés dans ${count} ${plural(count, 'événement', 'événements')}, et retirés des réseaux et du mur. Restent seulement la date et qui l’a fait. C’est définitif.`,
  eraseHold: 'Maintenir pour effacer partout',
  erased: (count: number) => `Effacé de ${count} ${plural(count, 'événement', 'événements')}`,
  limits: 'Un surnom ou un prénom seul ne se reconnaît pas : cherchez-le dans les posts.',
};
