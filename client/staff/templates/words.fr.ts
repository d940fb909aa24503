import { plural } from '../../words/plural.ts';

export const fr = {
  kind: 'Genre de post',
  kinds: { intro: 'Introduction', quote: 'Citation', closing: 'Conclusion', logistics: 'Pratique' },
  language: 'Langue des interventions',
  make: (count: number) => `Créer ${count} ${plural(count, 'brouillon', 'brouillons')}`,
  making: 'Création des brouillons',
  nothing: 'Rien à créer',
  made: (count: number) => `${count} ${plural(count, 'brouillon créé', 'brouillons créés')}`,
  undo: 'Annuler',
  none: 'Aucune étape de ce genre',
  noneWhy: 'Les modèles se remplissent pour chaque intervention du conducteur qui a quelqu’un sur scène.',
  toImport: 'Importer le programme',
  form: {
    words: 'Texte du modèle',
    wordsHint:
      'Entre crochets : laissé de côté quand c’est vide. {doctorant|doctorante} s’accorde. Les mots-dièse sont ajoutés à la fin.',
    places: 'Ajouter un emplacement',
    placeNames: {
      name: 'nom',
      handle: 'compte',
      title: 'titre',
      affiliation: 'université',
      field: 'discipline',
      room: 'salle',
      hour: 'heure',
      hashtags: 'mots-dièse',
    },
    channels: 'Publiés sur',
    channelOff: 'coupé',
    cue: 'Part',
    cues: {
      hand: () => 'à la main',
      start: (minutes: number) => START[String(minutes)] ?? `${minutes} min après le début`,
      end: (minutes: number) => START[`end ${minutes}`] ?? `${minutes} min après la fin`,
    },
    fresh: 'Reste valable',
    freshHint: 'Passé ce délai, il n’est plus envoyé sans demander.',
    minutes: (count: number) => `${count} min`,
    look: 'Texte alternatif de la photo',
    lookHint: 'Ouvre une place pour une photo ; vide, il n’y en a pas.',
  },
  preview: {
    label: 'Aperçu de tous les posts',
    title: 'Aperçu',
    sum: (ready: number, stopped: number, there: number) =>
      [
        `${ready} à créer`,
        stopped > 0 && `${stopped} à corriger d’abord`,
        there > 0 && `${there} déjà là, ${plural(there, 'laissé tel quel', 'laissés tels quels')}`,
      ]
        .filter(Boolean)
        .join(', '),
    all: (count: number) => `Voir les ${count}`,
    there: 'déjà là',
    fullest: (network: string, length: number, limit: number) => `${network} ${length}/${limit}`,
    problems: {
      empty: (place: string) => `manque : ${place}`,
      tooLong: (network: string, over: number) => `${network} : ${over} de trop`,
      noChannel: 'aucun canal',
      noHandle: (person: string, network: string) => `${person} : pas de compte ${network}, le nom sera écrit`,
      rights: (person: string) => `${person} refuse les photos`,
      rightsUnsure: (person: string) => `${person} : droit à l’image à confirmer`,
      noAgreement: (person: string) => `${person} : accord non précisé`,
    },
  },
};

const START: Readonly<Record<string, string>> = {
  '-10': '10 min avant le début',
  '-2': '2 min avant le début',
  '0': 'au Top',
  'end 0': 'à la fin',
};
