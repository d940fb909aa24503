export const fr = {
  waits: 'Ce que vous partagez attend : choisissez l’événement.',
  drop: 'Ne pas partager',
  mayNotWrite: 'Photo non prise : votre rôle ne permet pas d’écrire de post ici.',
};
