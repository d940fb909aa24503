export const fr = {
  title: 'Régie est ouverte dans un autre onglet',
  why: 'Un seul onglet à la fois écrit sur ce téléphone, pour que rien ne soit envoyé en double.',
  here: 'Utiliser ici',
};
