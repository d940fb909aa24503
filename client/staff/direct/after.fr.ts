import { plural } from '../../words/plural.ts';

/** What is said before a Top, after the big button, and around the brake: fetched when it is needed. */
export const fr = {
  asks: {
    question: (who: string) => `${who} : est-ce commencé ?`,
    expected: (hour: string) => `Attendu à ${hour}. Top met tout le conducteur à l’heure ; ce qui suit se décale.`,
    expectedOther: (hour: string) => `Attendu à ${hour}, pas encore de Top. Prévenez qui tient le conducteur.`,
    notYet: 'Pas encore',
    top: 'Top',
  },
  nothing: {
    over: 'Le conducteur est terminé.',
    empty: 'Le conducteur est vide.',
    toImport: 'Importer un programme',
    post: 'Aucun post à venir',
    postWhy: 'Photo, citation ou post libre : tout ce que vous écrivez reste sur ce téléphone jusqu’à l’envoi.',
  },
  upcoming: 'À venir',
  journey: {
    label: 'Vient de partir',
    phone: 'sur ce téléphone',
    received: 'reçu',
    published: 'publié',
    look: 'à voir',
    calm: 'Ne s’annule plus.',
    correct: 'Corriger',
    withdraw: 'Retirer',
    withdrawAsk: 'Retirer ce post ?',
    withdrawWhy: 'Il disparaît du mur et du récapitulatif, et il est supprimé sur les réseaux qui le permettent.',
    keep: 'Le garder',
    withdrawn: 'Retiré.',
  },
  hold: {
    title: 'Pause générale',
    why: 'Plus rien ne part, pour toute l’équipe, et le mur montre l’écran de repli. Pourquoi ?',
    reasons: {
      incident: 'Incident dans la salle',
      tribute: 'Hommage ou silence',
      check: 'Une information est à vérifier',
      technical: 'Incident technique',
    },
    other: 'Autre raison',
    otherAct: 'Tout mettre en pause',
    noReason: 'Sans précision',
    done: 'Tout est en pause.',
  },
  release: {
    title: 'Reprendre',
    since: (who: string, hour: string) => `En pause depuis ${hour}, par ${who}.`,
    nothing: 'Rien n’est arrivé à échéance pendant la pause.',
    review: 'Ce qui devait partir pendant la pause :',
    due: (hour: string) => `prévu à ${hour}`,
    tooLate: 'son heure est passée',
    owed: (network: string) => `déjà lancé, attend ${network}`,
    send: 'Publier',
    leave: 'Laisser',
    drop: 'Abandonner',
    keep: 'Envoyer',
    left: 'Ce que vous laissez reste dans « À voir ».',
    away: (names: string) => `Pas encore revenus : ${names}. Un retrait fait là-bas n’est peut-être pas encore arrivé.`,
    act: (count: number) =>
      count === 0
        ? 'Reprendre sans rien publier'
        : `Reprendre : ${count} ${plural(count, 'envoi part', 'envois partent')}`,
    done: 'La pause est levée.',
  },
};
