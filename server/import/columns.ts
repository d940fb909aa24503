import type { ColumnField } from '../../shared/import.ts';
import { fold } from './reading.ts';

/** How French and English tables head their columns, folded; the first that fits. */
const HEADINGS: readonly (readonly [ColumnField, RegExp])[] = [
  ['mastodon', /mastodon|fediverse/],
  ['bluesky', /bluesky|bsky/],
  ['x', /^x$|twitter|compte x|^x \(/],
  ['linkedin', /linkedin/],
  ['instagram', /instagram|^insta$/],
  ['threads', /^threads$/],
  ['facebook', /facebook/],
  ['thesis', /(titre|sujet|intitule).*these|these|thesis|dissertation/],
  ['rights', /(droit|autorisation).*image|image.*(right|consent)|photo.*(autoris|consent)|consentement/],
  ['restrictions', /restriction|consigne|interdi|a ne pas/],
  ['firstName', /^prenoms?$|^first ?name|^given ?name/],
  ['lastName', /^nom de famille|^last ?name|^surname|^family ?name/],
  ['acronym', /sigle|acronym/],
  ['affiliation', /affiliation|universit|etablissement|institution|laborato|^labo$|organisme|employeur|company|unite/],
  ['agreement', /^accord$|civilite|genre|^sexe$|gender/],
  ['role', /^role$|fonction|qualite|poste$|job|statut de la personne/],
  ['field', /discipline|domaine|^field$|specialite|thematique/],
  ['personKind', /type de (personne|contact)|^categorie$|nature/],
  ['language', /^langues?$|^language|^lang$/],
  ['duration', /duree|duration|^min(utes)?$|^temps$/],
  ['end', /^(heure )?(de )?fin\b|^end|^a$|^jusqu|to$/],
  ['start', /^(heure )?(de )?debut|^heures?\b|^horaires?$|^start|^de$|^time$|^from$|^h$/],
  ['date', /^date|^jour|^day/],
  ['room', /salle|lieu|room|location|^amphi|espace|venue/],
  ['kind', /^type\b|^kind$|^format|^nature de l/],
  [
    'people',
    /intervenant|orateur|oratrice|candidat|speaker|presenter|personne|^qui$|auteur|author|participant|^nom (complet|et prenom)|^prenom et nom|^nom prenom|^full ?name|^name$|^nom$|finaliste/,
  ],
  ['title', /titre|title|intitule|sujet|etape|session|expose|presentation|label|libelle|subject|activite|talk/],
  ['id', /^id$|identifiant|^code$|^uid$|^n°$|^no$|^ref/],
];

/** What a column so headed holds; undefined where nobody could tell. */
export function fieldNamed(heading: string): ColumnField | undefined {
  const folded = fold(heading)
    .replace(/[*:]+$/, '')
    .trim();
  if (folded === '' || folded.length > 60) return undefined;
  return HEADINGS.find(([, pattern]) => pattern.test(folded))?.[0];
}
