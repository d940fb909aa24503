import type { ImportProblem } from '../../../shared/import.ts';
import { fr as frame } from '../../words/fr.ts';
import { plural } from '../../words/plural.ts';
import type { Tally } from './importing.ts';

type P = ImportProblem;
const quoted = (value: unknown) => (value === undefined ? '' : `« ${value} » `);
const networkOf = (near: string | undefined) => frame.networks[near as keyof typeof frame.networks] ?? near;
const shapeOf = (near: string | undefined) =>
  near === 'bluesky'
    ? 'Écrivez nom.bsky.social, ou l’adresse du profil.'
    : near === 'mastodon'
      ? 'Écrivez nom@serveur, ou l’adresse du profil.'
      : 'Écrivez le nom du compte, ou l’adresse du profil.';
const joined = (parts: readonly (string | false)[]) => parts.filter(Boolean).join(', ');

export const fr = {
  reading: 'Lecture en cours',
  read: 'Ce qui a été lu',
  another: 'Autre fichier',
  mend: 'Corriger le tableau',
  retry: 'Réessayer',
  confirm: (leftOut: number) =>
    leftOut > 0 ? `Importer sans ${leftOut} ${plural(leftOut, 'ligne', 'lignes')}` : 'Importer',
  nothingToDo: 'Rien à importer',
  changedMeanwhile: 'Quelqu’un a changé quelque chose entre-temps : relisez la différence, puis confirmez.',
  unread: 'Ce fichier n’a pas pu être lu',
  atLine: (line: number) => `À la ligne ${line}.`,
  found: ({
    segments,
    people,
    rooms,
  }: {
    readonly segments: number;
    readonly people: number;
    readonly rooms: number;
  }) =>
    segments + people === 0
      ? 'Rien n’est encore lu : voyez ce qu’il faut corriger.'
      : `${joined([
          segments > 0 && `${segments} ${plural(segments, 'étape', 'étapes')}`,
          people > 0 && `${people} ${plural(people, 'personne ou organisme', 'personnes ou organismes')}`,
          rooms > 0 && `${rooms} ${plural(rooms, 'salle', 'salles')}`,
        ])}.`,
  readAs: (format: string, encoding: string) => `Lu comme ${format}, ${encoding}.`,
  formats: {
    table: 'un tableau',
    ics: 'un calendrier iCalendar',
    'frab-xml': 'un schedule.xml (frab, Pentabarf)',
    'frab-json': 'un schedule.json (frab)',
    pretalx: 'un programme pretalx',
    sessionize: 'un programme Sessionize',
  },
  encodings: {
    'utf-8': 'en UTF-8',
    'utf-16': 'en UTF-16',
    'windows-1252': 'en Windows-1252, comme un tableur français',
  },
  day: 'Jour des heures sans date',
  dayHint: 'Une colonne de dates passe avant.',
  done: 'C’est importé',
  doneWhy: 'Importez le même fichier mis à jour quand vous voulez : ce que l’équipe aura écrit entre-temps sera gardé.',
  seeOrder: 'Voir le conducteur',
  toTemplates: 'Préparer les posts de tous',
  toMissing: 'Voir ce qui manque',
  undo: 'Annuler cet import',
  undone: ({
    cancelled = 0,
    putBack = 0,
    leftAlone = 0,
  }: {
    readonly cancelled: number;
    readonly putBack: number;
    readonly leftAlone: number;
  }) =>
    `${joined([
      'Import annulé',
      cancelled > 0 && `${cancelled} ${plural(cancelled, 'étape annulée', 'étapes annulées')}`,
      putBack > 0 && `${putBack} ${plural(putBack, 'valeur remise', 'valeurs remises')}`,
      leftAlone > 0 &&
        `${leftAlone} ${plural(leftAlone, 'modifiée depuis et laissée', 'modifiées depuis et laissées')}`,
    ])}.`,
  again: 'Importer autre chose',
  faults: {
    empty: 'Il est vide. Vérifiez que le bon fichier a été choisi.',
    spreadsheet: 'C’est un classeur de tableur. Enregistrez-le en CSV, ou copiez le tableau et collez-le ici.',
    binary: 'Ce n’est pas du texte. Il faut un tableau CSV, un calendrier .ics, un schedule.xml ou un JSON.',
    'too-many': 'Il a plus de 5 000 lignes. Coupez-le en plusieurs fichiers.',
    'unreadable-table': 'Un guillemet y est ouvert et jamais fermé. Fermez-le et recommencez.',
    'no-columns': 'Aucune colonne ne donne de titre ni de nom. Dites ce que contient chaque colonne.',
    'unreadable-ics': 'Ce calendrier est abîmé ou coupé. Exportez-le de nouveau.',
    'unreadable-json': 'Ce JSON est abîmé ou coupé. Téléchargez-le de nouveau.',
    'unknown-json': 'Ce JSON n’est ni de frab, ni de pretalx, ni de Sessionize.',
    'unreadable-xml': 'Ce XML est abîmé. Exportez-le de nouveau.',
    'unknown-xml': 'Ce XML n’est pas un schedule.xml de frab, Pentabarf ou pretalx.',
    'xml-entities':
      'Ce XML déclare des entités, par lesquelles un fichier peut en lire d’autres ou enfler. Exportez-le sans elles.',
  },
  source: {
    why: 'Le programme ou le carnet des personnes, tel que vous l’avez reçu. Rien n’est changé avant que vous ayez vu la différence.',
    paste: 'Tableau copié d’un tableur',
    pasteHint: 'Avec sa ligne de titres : heure, durée, titre, intervenant, université, Bluesky…',
    example: 'Heure\tDurée\tCandidat\tUniversité',
    read: 'Lire ce tableau',
    choose: 'Choisir un fichier',
    formats: 'CSV, TSV, .ics, schedule.xml, schedule.json, pretalx ou Sessionize.',
    tooLarge: 'Plus de 4 Mo : coupez-le en plusieurs fichiers.',
    unreadable: 'Ce fichier ne se lit plus. Choisissez-le de nouveau.',
  },
  columns: {
    title: (known: number, all: number) => `Colonnes : ${known} lues sur ${all}`,
    unnamed: (place: number) => `Colonne ${place}`,
    holds: (heading: string) => `La colonne ${heading} contient`,
    none: 'ne pas importer',
    fields: {
      id: 'un identifiant',
      date: 'la date',
      start: 'l’heure de début',
      end: 'l’heure de fin',
      duration: 'la durée',
      room: 'la salle',
      title: 'le titre de l’étape',
      kind: 'le type d’étape',
      language: 'la langue',
      people: 'le nom, ou les intervenants',
      firstName: 'le prénom',
      lastName: 'le nom de famille',
      acronym: 'le sigle',
      personKind: 'personne, organisme ou groupe',
      affiliation: 'l’université ou le laboratoire',
      role: 'la fonction',
      thesis: 'le titre de la thèse',
      field: 'la discipline',
      agreement: 'la civilité',
      rights: 'le droit à l’image',
      restrictions: 'les restrictions',
      bluesky: 'le compte Bluesky',
      mastodon: 'le compte Mastodon',
      x: 'le compte X',
      linkedin: 'le compte LinkedIn',
      instagram: 'le compte Instagram',
      threads: 'le compte Threads',
      facebook: 'le compte Facebook',
    },
  },
  problems: {
    label: 'À corriger dans le fichier',
    title: (out: number, look: number) => joined([out > 0 && `${out} à corriger`, look > 0 && `${look} à vérifier`]),
    line: (line: number) => `Ligne ${line}.`,
    all: (count: number) => `Voir les ${count}`,
    codes: {
      'no-title': () => 'Pas de titre ni d’intervenant : la ligne n’est pas importée. Donnez-lui un titre.',
      'no-name': () => 'Pas de nom : la ligne n’est pas importée. Donnez-lui un nom.',
      'no-start': () => 'Pas d’heure de début : la ligne n’est pas importée. Ajoutez l’heure.',
      'no-day': () => 'Heure sans date : choisissez le jour ci-dessus, ou ajoutez une colonne de dates.',
      'no-room': () => 'Pas de salle, et l’événement en a plusieurs : dites laquelle.',
      'no-end': () => 'Ni fin ni durée : la ligne n’est pas importée. Ajoutez l’une des deux.',
      'bad-date': ({ value }: P) => `${quoted(value)}n’est pas une date. Écrivez 28/05/2027 ou 2027-05-28.`,
      'bad-hour': ({ value }: P) => `${quoted(value)}n’est pas une heure. Écrivez 17 h 15 ou 17:15.`,
      'bad-duration': ({ value }: P) => `${quoted(value)}n’est pas une durée. Écrivez 45 ou 1 h 30.`,
      'ends-before': ({ value }: P) => `La fin ${quoted(value)}est avant le début. Corrigez l’une des deux.`,
      'no-such-hour': ({ value }: P) =>
        `${quoted(value)}n’existe pas ce jour-là : les horloges avancent. Choisissez une autre heure.`,
      twice: ({ value }: P) =>
        `${quoted(value)}existe deux fois ce jour-là : les horloges reculent. Ajoutez le décalage, par exemple 02:30+02:00.`,
      'all-day': () => 'Sur la journée entière, sans heure : elle n’est pas importée. Donnez-lui une heure.',
      'too-long': () => 'Plus de 300 caractères : la ligne n’est pas importée. Raccourcissez le titre.',
      'duration-guessed': ({ other }: P) => `Pas de durée : ${other} min, jusqu’à la suivante. Vérifiez.`,
      'after-midnight': ({ value }: P) => `${quoted(value)}est après minuit : lu au lendemain. Vérifiez.`,
      overlap: ({ value, other }: P) =>
        `Chevauche ${quoted(value)}(ligne ${other}) dans la même salle. Vérifiez les heures.`,
      'new-room': ({ value, near }: P) =>
        near === undefined
          ? `La salle ${quoted(value)}n’existe pas encore : elle sera créée.`
          : `La salle ${quoted(value)}sera créée. Vouliez-vous dire ${quoted(near)} ? Corrigez alors le fichier.`,
      formula: ({ value }: P) =>
        `${quoted(value)}est une formule pour un tableur. Gardé comme simple texte : vérifiez que c’est voulu.`,
      'odd-handle': ({ value, near }: P) =>
        `${quoted(value)}n’est pas un compte ${networkOf(near)} : laissé de côté, le nom sera écrit. ${shapeOf(near)}`,
      'same-handle': ({ value, other }: P) =>
        `Le compte ${quoted(value)}est aussi à la ligne ${other}. Gardez-le pour une seule personne.`,
      'same-person': () =>
        'Ce nom est déjà dans le fichier : les deux lignes n’en font qu’une. Deux homonymes ? Ajoutez une colonne d’identifiants.',
      recurs: ({ other }: P) => `Se répète : lu ${other} fois.`,
      'recurs-cut': ({ other }: P) => `Se répète sans fin : seules les ${other} premières fois sont lues.`,
      cancelled: () => 'Annulé dans le fichier : pas importé.',
      'many-people': () =>
        'Plusieurs personnes : leurs noms sont importés, pas les autres colonnes. Une ligne par personne les donnerait.',
      'odd-rights': ({ value }: P) =>
        `Droit à l’image ${quoted(value)}pas compris : laissé à confirmer. Écrivez oui, non, visage ou à confirmer.`,
      'odd-kind': ({ value }: P) =>
        `Type ${quoted(value)}pas compris : laissé de côté. Écrivez personne, organisme ou groupe.`,
      'odd-language': ({ value }: P) =>
        `Langue ${quoted(value)}pas comprise : celle de l’événement est prise. Écrivez fr, en, es…`,
      'zone-guessed': ({ value }: P) =>
        `Le fuseau ${quoted(value)}n’est pas décrit : celui de l’événement est pris. Vérifiez l’heure.`,
      'field-too-long': ({ value }: P) => `${quoted(value)}dépasse 300 caractères : cette case n’est pas importée.`,
    },
  },
  difference: {
    label: 'Ce que l’import changerait',
    title: 'Ce qui va changer',
    sum: ({ segments = 0, people = 0, changed = 0, kept = 0, gone = 0 }: Tally, same: number) =>
      `${
        joined([
          segments > 0 && `${segments} ${plural(segments, 'nouvelle étape', 'nouvelles étapes')}`,
          people > 0 && `${people} ${plural(people, 'nouvelle personne', 'nouvelles personnes')}`,
          changed > 0 && `${changed} à mettre à jour`,
          kept > 0 && `${kept} où la version de l’équipe est gardée`,
          gone > 0 && `${gone} ${plural(gone, 'absente', 'absentes')} du fichier`,
          same > 0 && `${same} déjà à jour`,
        ]) || 'Rien'
      }.`,
    cancelGone: (count: number) =>
      `Annuler aussi ${plural(count, 'l’étape qui n’est plus', `les ${count} étapes qui ne sont plus`)} dans le fichier`,
    states: {
      new: (count: number) => `Nouveau : ${count}`,
      changed: (count: number) => `Mis à jour : ${count}`,
      kept: (count: number) => `Gardé comme l’équipe l’a écrit : ${count}`,
      gone: (count: number) => `Plus dans le fichier : ${count}`,
    },
    rows: { room: 'salle', person: 'carnet', segment: 'conducteur' },
    nothing: 'rien',
    colon: ' : ',
    all: (count: number) => `Voir les ${count}`,
    take: (field: string) => `Prendre celui du fichier (${field})`,
    minutes: (count: number) => `${count.toLocaleString('fr')} min`,
    fieldOf: (field: string) => FIELDS[field] ?? field,
    values: {
      talk: 'intervention',
      break: 'pause',
      jury: 'délibération',
      prize: 'prix',
      other: 'autre',
      human: 'personne',
      organisation: 'organisme',
      group: 'groupe',
      granted: 'autorisé',
      'to-confirm': 'à confirmer',
      refused: 'refusé',
      'no-face': 'pas le visage',
    },
  },
};

const FIELDS: Readonly<Record<string, string>> = {
  title: 'titre',
  name: 'nom',
  rooms: 'salle',
  people: 'intervenants',
  plannedMs: 'heure',
  durationMs: 'durée',
  language: 'langue',
  kind: 'type',
  affiliation: 'affiliation',
  role: 'fonction',
  acronym: 'sigle',
  imageRights: 'droit à l’image',
  restrictions: 'restrictions',
  'about.title': 'titre de la thèse',
  'about.field': 'discipline',
  'about.agreement': 'accord',
  'handles.bluesky': 'compte Bluesky',
  'handles.mastodon': 'compte Mastodon',
  'handles.x': 'compte X',
  'handles.linkedin': 'compte LinkedIn',
  'handles.instagram': 'compte Instagram',
  'handles.threads': 'compte Threads',
  'handles.facebook': 'compte Facebook',
};
