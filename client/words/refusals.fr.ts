import type { ActRefusal } from '../sync/store.ts';

/** Each says what was not done, and what to do about it where there is something to do. */
const codes: Readonly<Record<ActRefusal['code'], string>> = {
  'bad-shape': 'Refusé : les données ne sont pas lisibles. Rien n’est perdu : voyez « À voir ».',
  'unknown-show': 'Cet événement n’existe pas sur le serveur.',
  'unknown-row': 'Ce dont il s’agit n’existe pas, ou pas encore, sur le serveur.',
  exists: 'Cela existe déjà.',
  'not-allowed': 'Votre rôle ne permet pas de faire cela. Demandez à l’administrateur.',
  revoked: 'Cet appareil n’est plus relié à l’événement.',
  'last-administrator': 'Il faut au moins un administrateur : nommez-en un autre d’abord.',
  stale: 'Trop tard : ce n’est pas parti à temps, et n’a donc pas été fait.',
  changed: 'Cela a changé entre-temps. Regardez de nouveau avant de continuer.',
  'two-versions': 'Ce post a deux versions : choisissez-en une d’abord.',
  erased: 'Cela a été effacé.',
  withdrawn: 'Ce post a été retiré.',
  ended: 'L’événement est terminé.',
  held: 'Pause générale : rien ne part pour l’instant.',
  'not-due': 'Ce n’est pas encore le moment de ce post.',
  missed: 'Son heure est passée : publiez-le vous-même s’il le faut encore.',
  'needs-two': 'Une deuxième personne doit publier ce post.',
  'not-approved': 'Ce post n’est pas validé.',
  incomplete: 'Il manque quelque chose dans ce post : une photo, une citation ou un nom.',
  'no-words': 'Ce post est vide.',
  'no-channel': 'Ce post n’a aucun canal : cochez-en un.',
  'unknown-name': 'Un nom entre accolades ne désigne personne, aucune étape et aucune place : corrigez-le.',
  'too-long': 'Trop long pour un des réseaux. Raccourcissez : rien n’est jamais coupé.',
  'too-many-photos': 'Trop de photos pour un des réseaux.',
  'no-alt': 'Il manque un texte alternatif à une photo.',
  rights: 'Une personne de ce post refuse d’être montrée.',
  'bad-time': 'Cette heure n’est pas possible.',
  'wrong-state': 'Ce n’est plus possible dans l’état où cela se trouve.',
  broken: 'Le serveur n’a pas su traiter cela. C’est noté chez lui ; rien n’est perdu ici.',
  offline: 'Non envoyé : pas de réseau. Cela ne peut pas attendre, et n’a donc pas été fait.',
  'not-loaded': 'L’événement n’est pas encore chargé sur ce téléphone.',
  'other-tab': 'Régie est ouverte dans un autre onglet.',
};

export const fr = {
  codes,
  tooLongBy: (length: number, limit: number) =>
    `Trop long : ${length} signes pour ${limit} au plus. Rien n’est jamais coupé : raccourcissez.`,
};
