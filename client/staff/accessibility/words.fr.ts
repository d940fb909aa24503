export const fr = {
  title: 'Déclaration d’accessibilité',
  state: 'Cette application est partiellement conforme aux règles WCAG 2.2, niveau AA.',
  stateWhy:
    'C’est le résultat de nos propres contrôles, automatiques pour la plupart. Aucun organisme indépendant n’a fait d’audit, et aucun taux de conformité au RGAA n’a été calculé.',
  scope: 'Ce qui est concerné',
  scopeWhat:
    'L’application de l’équipe, le mur et sa page pour les visiteurs, et les documents produits : récapitulatif, feuille de route, kit, pages des intervenants.',
  checked: 'Ce qui a été contrôlé, et comment',
  checks: {
    axe: 'Les écrans principaux de l’application passent l’outil axe sans erreur, en français et en anglais, en thème sombre et en thème clair, dans Chromium. Le test est rejoué avant chaque version.',
    keys: 'Les actions se font au clavier. Rien ne demande de glisser : l’ordre du conducteur se change aussi par un menu, et ce qui se maintient s’active aussi en deux fois.',
    focus:
      'Au clavier, chaque écran est parcouru en entier : ce qui a le focus se voit là où il est, jamais sous une barre ni sous un bouton flottant, à la taille normale du texte.',
    targets:
      'Ce qui se presse fait au moins 48 pixels de haut et de large, sur chaque écran et dans les fenêtres qui s’ouvrent par-dessus, sauf les liens dans une phrase.',
    zoom: 'À 200 % de taille de texte dans une fenêtre de 390 pixels, aucun écran ni aucune fenêtre ne déborde sur le côté.',
    voices:
      'Les annonces aux lecteurs d’écran sont rares : l’état du réseau, ce qui vient d’être fait, ce qui ne va pas. Un test vérifie que ni les secondes d’un compte à rebours ni la frappe n’en font.',
    motion: 'Les animations cessent quand l’appareil le demande : un test le vérifie sur Direct et sur le mur.',
    colours: 'Aucune information ne tient à la seule couleur : formes, lettres et mots la doublent.',
    words: 'Chaque texte porte sa langue, et aucune photo n’est validée sans texte alternatif.',
  },
  unchecked: 'Ce qui n’a pas été contrôlé',
  gaps: {
    reader: 'Aucun lecteur d’écran réel (VoiceOver, TalkBack, NVDA, JAWS) n’a été utilisé.',
    people: 'Aucune personne handicapée n’a participé aux essais.',
    webkit:
      'Ces contrôles ont été faits dans Chromium. Firefox et WebKit ont été essayés sur le parcours principal seulement, Safari et l’iPhone ne l’ont pas été.',
    windows:
      'Les fenêtres qui s’ouvrent par-dessus un écran ont été contrôlées pour les principales d’entre elles, pas pour toutes.',
    targets: 'Le bandeau de répétition mesure 28 pixels de haut.',
  },
  contact: 'Signaler un problème',
  contactWhat:
    'Dites à l’administrateur de votre événement, celui qui vous a invité, sur quel écran et avec quel appareil vous êtes bloqué. Il peut vous donner l’information autrement et corriger.',
  defender: 'En France, si la réponse ne vient pas, vous pouvez vous adresser au Défenseur des droits.',
  made: 'Déclaration établie le 28 novembre 2026, par auto-évaluation.',
  back: 'Retour',
};
