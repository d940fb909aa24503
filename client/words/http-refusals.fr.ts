/** What the server's routes answer when they do not do what was asked, and `offline` where they do not answer. */
export const fr = {
  'bad-packet': 'Refusé : quelque chose n’est pas lisible.',
  'too-large': 'C’est trop long.',
  origin: 'Cette page ne vient pas du serveur.',
  insecure: 'Impossible en HTTP simple : ouvrez l’adresse en https://.',
  'no-session': 'Cet appareil n’est plus relié.',
  'not-allowed': 'Votre rôle ne permet pas de faire cela. Demandez à l’administrateur.',
  'unknown-show': 'Cet événement n’existe pas sur le serveur, ou vous n’en êtes plus.',
  unknown: 'Cela n’existe plus sur le serveur.',
  used: 'Cela a déjà servi.',
  expired: 'Cela a expiré.',
  revoked: 'Cette personne n’est plus dans l’équipe.',
  exists: 'Cela existe déjà.',
  protocol: 'Cette version de l’app est trop ancienne : rechargez la page.',
  later: 'Le serveur est occupé. Réessayez dans un instant.',
  offline: 'Pas de réseau : il faut le serveur pour cela. Réessayez quand il répond.',
};
