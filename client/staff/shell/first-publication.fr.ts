export const fr = {
  title: 'Première publication pour de vrai',
  real: (show: string) =>
    `« ${show} » n’est pas une répétition : ce qui part est public aussitôt. Vous publiez en tant que :`,
  as: 'Vous publiez en tant que',
  rehearses: 'Répétition : rien ne part sur les réseaux.',
  noName: 'compte non précisé',
  clock: (hour: string, zone: string) => `Il est ${hour} (${zone}).`,
  once: 'Demandé une seule fois sur ce téléphone, et de nouveau si un compte change.',
  notNow: 'Pas maintenant',
  publish: 'Maintenir pour publier',
};
