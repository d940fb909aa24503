/** What the page of a question says to who answers it. */
export interface QuestionWords {
  readonly language: 'fr' | 'en';
  readonly title: (show: string) => string;
  readonly asked: (author: string, network: string) => string;
  readonly before: (hour: string) => string;
  readonly why: (show: string) => string;
  readonly see: string;
  readonly take: string;
  readonly taken: string;
  readonly label: string;
  readonly hint: string;
  readonly send: string;
  readonly sendAgain: string;
  readonly received: string;
  readonly answered: string;
  readonly changed: string;
  readonly empty: string;
  readonly busy: string;
  readonly gone: string;
  readonly goneWhy: string;
}

const FRENCH: QuestionWords = {
  language: 'fr',
  title: (show) => `Une question pour vous\u00A0: ${show}`,
  asked: (author, network) => (author === '' ? `Posée sur ${network}` : `Posée par ${author} sur ${network}`),
  before: (hour) => `Réponse souhaitée avant ${hour}.`,
  why: (show) =>
    `L’équipe qui suit «\u00A0${show}\u00A0» vous confie cette question. Écrivez votre réponse ici\u00A0: elle la publiera depuis son compte, en vous citant. Aucun compte n’est nécessaire.`,
  see: 'Voir la question sur son réseau',
  take: 'Je m’en charge',
  taken: 'L’équipe sait que vous vous en chargez.',
  label: 'Votre réponse',
  hint: 'Quelques phrases suffisent. L’équipe peut la raccourcir pour la publier.',
  send: 'Envoyer la réponse',
  sendAgain: 'Envoyer la réponse corrigée',
  received: 'Merci\u00A0! Votre réponse est arrivée. Vous pouvez encore la corriger.',
  answered: 'La question a reçu sa réponse publique. Merci\u00A0!',
  changed: 'L’équipe a modifié la réponse entre-temps. Voici la sienne\u00A0; la vôtre est gardée plus bas.',
  empty: 'La réponse est vide.',
  busy: 'Le serveur est occupé\u00A0: renvoyez la page dans un instant. Ce que vous avez écrit reste dans votre navigateur.',
  gone: 'Ce lien ne sert plus',
  goneWhy: 'La question a été confiée à quelqu’un d’autre, ou retirée. Demandez à qui vous a envoyé le lien.',
};

const ENGLISH: QuestionWords = {
  language: 'en',
  title: (show) => `A question for you: ${show}`,
  asked: (author, network) => (author === '' ? `Asked on ${network}` : `Asked by ${author} on ${network}`),
  before: (hour) => `An answer is hoped for before ${hour}.`,
  why: (show) =>
    `The team that covers “${show}” gives this question to you. Write your answer here: they will publish it from their account, with your name. No account is needed.`,
  see: 'See the question on its network',
  take: 'I take it',
  taken: 'The team knows that you take it.',
  label: 'Your answer',
  hint: 'A few sentences are enough. The team may shorten it to publish it.',
  send: 'Send the answer',
  sendAgain: 'Send the corrected answer',
  received: 'Thank you! Your answer has arrived. You can still correct it.',
  answered: 'The question has had its public answer. Thank you!',
  changed: 'The team changed the answer meanwhile. Here is theirs; yours is kept below.',
  empty: 'The answer is empty.',
  busy: 'The server is busy: send the page again in a moment. What you wrote stays in your browser.',
  gone: 'This link is of no use any more',
  goneWhy: 'The question was given to someone else, or taken back. Ask whoever sent you the link.',
};

/** French, or English for who reads any other language. */
export const questionWords = (language: string): QuestionWords => (/^fr\b/i.test(language) ? FRENCH : ENGLISH);
