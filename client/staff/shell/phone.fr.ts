/** What can be wrong with this phone, and its updates. */
export const fr = {
  insecure: {
    title: 'Rien ne peut être gardé hors ligne ici',
    why: 'La page est ouverte en HTTP simple : le navigateur refuse de garder des données. Ouvrez l’adresse en https:// donnée par l’administrateur.',
  },
  storage: {
    refused: 'Ce navigateur refuse de garder des données : ce que vous écrivez est perdu si la page se ferme.',
    blocked:
      'Un autre onglet de Régie, ouvert depuis longtemps, retient la mémoire de ce téléphone : fermez-le, puis rechargez. D’ici là, ce que vous écrivez est perdu si la page se ferme.',
    full: 'Le téléphone est plein : ce que vous écrivez n’y est plus gardé, et part dès que le serveur répond. Libérez de la place.',
    emptied:
      'Le navigateur a vidé la mémoire de ce téléphone. Ce que cette page avait y est remis, et le serveur rend le reste. Une photo qui n’était pas partie est à reprendre.',
  },
  seen: 'Compris',
  closedSession: {
    title: 'Cet appareil n’est plus relié',
    why: 'Ce qui n’est pas parti reste sur ce téléphone. Reliez-le de nouveau avec un lien ou un code.',
    act: 'Se relier',
  },
  oldApp: 'Cette version est trop ancienne pour lire le serveur. Ce que vous écrivez part quand même. Mettez à jour.',
  update: {
    ready: 'Une nouvelle version est prête.',
    take: 'Mettre à jour',
    later: 'Plus tard',
    busy: 'Un instant : une saisie ou un enregistrement est en cours.',
    kept: 'Régie est sur ce téléphone : elle s’ouvre aussi sans réseau.',
  },
};
