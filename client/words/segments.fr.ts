/** What a restriction asks of who writes and photographs, by its code; any other stands as it was typed. */
export const restrictions: Readonly<Record<string, string>> = {
  'no-slide': 'pas de photo de la diapo',
  'no-slide-photo': 'pas de photo de la diapo',
  'no-photo': 'pas de photo',
  'no-faces': 'aucun visage',
  'no-quote': 'pas de citation',
  'no-publication-avant-accord': 'rien avant accord',
};

export const fr = {
  restrictions,
  rights: {
    granted: 'image autorisée',
    'to-confirm': 'image : à confirmer',
    refused: 'image refusée',
    'no-face': 'pas le visage',
  },
  nobody: 'à définir',
};
