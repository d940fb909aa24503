/** Read out when the link changes. */
export const fr = {
  online: 'En ligne. Tout est reçu par le serveur.',
  weak: 'Réseau faible. Ce que vous faites est gardé sur ce téléphone.',
  offline: 'Hors ligne. Tout reste enregistré sur ce téléphone et partira au retour du réseau.',
};
