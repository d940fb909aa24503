import { expect, test } from 'vitest';
import { shownPlaces, storedPlaces } from '../../../client/staff/templates/places.ts';
import { en } from '../../../client/staff/templates/words.en.ts';
import { fr } from '../../../client/staff/templates/words.fr.ts';

test('NI94 a template’s places are read and typed in the reader’s language, and kept in none', () => {
  const kept = 'Sur scène : {name}[, {affiliation}]. {doctorant|doctorante} {citation} {hashtags}';
  const french = shownPlaces(kept, fr.form.placeNames);
  expect(french).toBe('Sur scène : {nom}[, {université}]. {doctorant|doctorante} {citation} {mots-dièse}');
  for (const { placeNames } of [fr.form, en.form]) {
    expect(storedPlaces(shownPlaces(kept, placeNames), placeNames)).toBe(kept);
    // Typed by who knows its other name.
    expect(storedPlaces('{Name} {', placeNames)).toMatch(/^\{[Nn]ame\} \{$/);
  }
  expect(storedPlaces('{Nom}', fr.form.placeNames)).toBe('{name}');
});
