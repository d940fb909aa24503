import type { Network } from '../../shared/rows/channel.ts';
import type { PostKind } from '../../shared/rows/post.ts';
import { isFrench } from '../../shared/text/hours.ts';

/** What a recap says in its own voice, in the show's language: French, or English for any other. */
export interface RecapWords {
  readonly language: 'fr' | 'en';
  readonly recap: string;
  readonly contents: string;
  readonly rehearsal: string;
  readonly notOver: string;
  readonly prizes: string;
  readonly timeline: string;
  readonly speakers: string;
  readonly audience: string;
  readonly figures: string;
  readonly before: string;
  readonly beside: string;
  readonly after: string;
  readonly fromTo: (from: string, to: string) => string;
  readonly planned: (hour: string) => string;
  readonly cancelled: string;
  readonly passed: string;
  readonly noWinner: string;
  readonly starred: string;
  readonly writtenBy: (names: string) => string;
  readonly approvedBy: (name: string) => string;
  readonly firedBy: (name: string) => string;
  readonly automatic: string;
  readonly photoBy: (name: string) => string;
  readonly photoMissing: string;
  readonly question: string;
  readonly notMeasured: string;
  readonly measuredOn: (measured: number, posts: number) => string;
  readonly measuredNote: string;
  readonly reachNote: string;
  readonly leftOut: string;
  readonly leftOutNone: string;
  readonly made: (day: string, hour: string, zone: string) => string;
  readonly nothing: string;
  readonly counted: Readonly<Record<Counted, readonly [one: string, many: string]>>;
  readonly columns: Readonly<Record<Column, string>>;
  readonly networks: Readonly<Record<Network, string>>;
  readonly kinds: Readonly<Record<PostKind, string>>;
  readonly list: (items: readonly string[]) => string;
  readonly count: (n: number) => string;
}

type Counted =
  | 'posts'
  | 'publications'
  | 'photos'
  | 'quotes'
  | 'talks'
  | 'speakers'
  | 'messages'
  | 'kept'
  | 'questions'
  | 'likes'
  | 'reposts'
  | 'replies'
  | 'withdrawn'
  | 'erased'
  | 'refused'
  | 'unknown'
  | 'unsaid'
  | 'photosWithheld';
type Column =
  | 'date'
  | 'hour'
  | 'segment'
  | 'kind'
  | 'network'
  | 'account'
  | 'words'
  | 'language'
  | 'url'
  | 'photos'
  | 'alts'
  | 'writtenBy'
  | 'approvedBy'
  | 'firedBy'
  | 'likes'
  | 'reposts'
  | 'replies'
  | 'countedAt'
  | 'lateMinutes'
  | 'starred'
  | 'name'
  | 'affiliation'
  | 'posts'
  | 'quotes';

export const recapWords = (language: string): RecapWords => (isFrench(language) ? FRENCH : ENGLISH);

const FRENCH: RecapWords = {
  language: 'fr',
  recap: 'Récapitulatif',
  contents: 'Sommaire',
  rehearsal: 'Répétition\u00A0: rien de ce qui suit n’a été publié sur un réseau.',
  notOver: 'Établi avant la fin de l’événement.',
  prizes: 'Palmarès',
  timeline: 'Le fil',
  speakers: 'Sur scène',
  audience: 'Messages du public',
  figures: 'Chiffres',
  before: 'Avant',
  beside: 'En marge',
  after: 'Après',
  fromTo: (from, to) => `de ${from} à ${to}`,
  planned: (hour) => `prévu à ${hour}`,
  cancelled: 'annulé',
  passed: 'n’a pas eu lieu',
  noWinner: 'pas encore annoncé',
  starred: 'À la une',
  writtenBy: (names) => `Rédaction\u00A0: ${names}`,
  approvedBy: (name) => `validation\u00A0: ${name}`,
  firedBy: (name) => `envoi\u00A0: ${name}`,
  automatic: 'automatique',
  photoBy: (name) => `Photo\u00A0: ${name}`,
  photoMissing: 'Photo non reçue',
  question: 'question',
  notMeasured: 'non mesuré',
  measuredOn: (measured, posts) => `mesuré sur ${measured} posts sur ${posts}`,
  measuredNote: 'Ce qu’un réseau ne communique pas est «\u00A0non mesuré\u00A0», jamais compté pour zéro.',
  reachNote: 'La portée (nombre de personnes atteintes) n’est communiquée par aucun réseau\u00A0: non mesuré.',
  leftOut: 'Ce récapitulatif ne montre pas',
  leftOutNone: 'Rien n’a été laissé de côté.',
  made: (day, hour, zone) => `Établi avec Régie le ${day} à ${hour}. Heures de ${zone}.`,
  nothing: 'Rien n’a encore été publié.',
  counted: {
    posts: ['post', 'posts'],
    publications: ['publication', 'publications'],
    photos: ['photo', 'photos'],
    quotes: ['citation', 'citations'],
    talks: ['passage', 'passages'],
    speakers: ['personne sur scène', 'personnes sur scène'],
    messages: ['message du public', 'messages du public'],
    kept: ['message du public non affiché', 'messages du public non affichés'],
    questions: ['question', 'questions'],
    likes: ['j’aime', 'j’aime'],
    reposts: ['partage', 'partages'],
    replies: ['réponse', 'réponses'],
    withdrawn: ['post retiré', 'posts retirés'],
    erased: ['post effacé', 'posts effacés'],
    refused: ['envoi refusé par un réseau', 'envois refusés par un réseau'],
    unknown: ['envoi au sort inconnu', 'envois au sort inconnu'],
    unsaid: ['post préparé et jamais envoyé', 'posts préparés et jamais envoyés'],
    photosWithheld: ['photo dont une personne refuse la diffusion', 'photos dont une personne refuse la diffusion'],
  },
  columns: {
    date: 'Date',
    hour: 'Heure',
    segment: 'Étape',
    kind: 'Type',
    network: 'Réseau',
    account: 'Compte',
    words: 'Texte',
    language: 'Langue',
    url: 'Adresse',
    photos: 'Photos',
    alts: 'Textes alternatifs',
    writtenBy: 'Rédaction',
    approvedBy: 'Validation',
    firedBy: 'Envoi',
    likes: 'J’aime',
    reposts: 'Partages',
    replies: 'Réponses',
    countedAt: 'Mesuré le',
    lateMinutes: 'Retard de l’étape (min)',
    starred: 'À la une',
    name: 'Nom',
    affiliation: 'Établissement',
    posts: 'Posts',
    quotes: 'Citations',
  },
  networks: {
    wall: 'Mur',
    bluesky: 'Bluesky',
    mastodon: 'Mastodon',
    x: 'X',
    linkedin: 'LinkedIn',
    instagram: 'Instagram',
    facebook: 'Facebook',
    threads: 'Threads',
    other: 'Autre',
  },
  kinds: {
    intro: 'présentation',
    photo: 'photo',
    quote: 'citation',
    closing: 'clôture',
    result: 'résultat',
    logistics: 'logistique',
    free: 'libre',
  },
  list: (items) => new Intl.ListFormat('fr', { type: 'conjunction' }).format(items),
  count: (n) => new Intl.NumberFormat('fr').format(n),
};

const ENGLISH: RecapWords = {
  language: 'en',
  recap: 'Recap',
  contents: 'Contents',
  rehearsal: 'Rehearsal: nothing below was published on any network.',
  notOver: 'Made before the end of the event.',
  prizes: 'Prizes',
  timeline: 'Timeline',
  speakers: 'On stage',
  audience: 'Messages from the audience',
  figures: 'Figures',
  before: 'Before',
  beside: 'Beside the programme',
  after: 'After',
  fromTo: (from, to) => `${from} to ${to}`,
  planned: (hour) => `planned at ${hour}`,
  cancelled: 'cancelled',
  passed: 'did not take place',
  noWinner: 'not announced yet',
  starred: 'Highlight',
  writtenBy: (names) => `Written by ${names}`,
  approvedBy: (name) => `approved by ${name}`,
  firedBy: (name) => `sent by ${name}`,
  automatic: 'automatic',
  photoBy: (name) => `Photo: ${name}`,
  photoMissing: 'Photo not received',
  question: 'question',
  notMeasured: 'not measured',
  measuredOn: (measured, posts) => `measured on ${measured} of ${posts} posts`,
  measuredNote: 'What a network does not tell is “not measured”, never counted as nought.',
  reachNote: 'Reach (how many people saw a post) is told by no network: not measured.',
  leftOut: 'This recap does not show',
  leftOutNone: 'Nothing was left out.',
  made: (day, hour, zone) => `Made with Régie on ${day} at ${hour}. Hours of ${zone}.`,
  nothing: 'Nothing has been published yet.',
  counted: {
    posts: ['post', 'posts'],
    publications: ['publication', 'publications'],
    photos: ['photo', 'photos'],
    quotes: ['quote', 'quotes'],
    talks: ['talk', 'talks'],
    speakers: ['person on stage', 'people on stage'],
    messages: ['message from the audience', 'messages from the audience'],
    kept: ['message from the audience not shown', 'messages from the audience not shown'],
    questions: ['question', 'questions'],
    likes: ['like', 'likes'],
    reposts: ['repost', 'reposts'],
    replies: ['reply', 'replies'],
    withdrawn: ['post withdrawn', 'posts withdrawn'],
    erased: ['post erased', 'posts erased'],
    refused: ['publication refused by a network', 'publications refused by a network'],
    unknown: ['publication whose fate is unknown', 'publications whose fate is unknown'],
    unsaid: ['post prepared and never sent', 'posts prepared and never sent'],
    photosWithheld: ['photo of a person who refuses it', 'photos of people who refuse them'],
  },
  columns: {
    date: 'Date',
    hour: 'Time',
    segment: 'Segment',
    kind: 'Kind',
    network: 'Network',
    account: 'Account',
    words: 'Text',
    language: 'Language',
    url: 'Address',
    photos: 'Photos',
    alts: 'Alternative texts',
    writtenBy: 'Written by',
    approvedBy: 'Approved by',
    firedBy: 'Sent by',
    likes: 'Likes',
    reposts: 'Reposts',
    replies: 'Replies',
    countedAt: 'Measured on',
    lateMinutes: 'Segment late by (min)',
    starred: 'Highlight',
    name: 'Name',
    affiliation: 'Affiliation',
    posts: 'Posts',
    quotes: 'Quotes',
  },
  networks: {
    wall: 'Wall',
    bluesky: 'Bluesky',
    mastodon: 'Mastodon',
    x: 'X',
    linkedin: 'LinkedIn',
    instagram: 'Instagram',
    facebook: 'Facebook',
    threads: 'Threads',
    other: 'Other',
  },
  kinds: {
    intro: 'introduction',
    photo: 'photo',
    quote: 'quote',
    closing: 'closing',
    result: 'result',
    logistics: 'logistics',
    free: 'free',
  },
  list: (items) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items),
  count: (n) => new Intl.NumberFormat('en').format(n),
};
