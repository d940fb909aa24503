import { PLACES, type Place } from '../../../shared/templates.ts';

type PlaceNames = Readonly<Record<Place, string>>;

/** A template's words as its writer reads them: `{name}` is `{nom}` in French. */
export const shownPlaces = (words: string, names: PlaceNames): string =>
  words.replace(/\{([^{}|]+)\}/g, (raw, place: string) => (isPlace(place) ? `{${names[place]}}` : raw));

/** As it is kept, whatever language it was written in. */
export const storedPlaces = (words: string, names: PlaceNames): string =>
  words.replace(/\{([^{}|]+)\}/g, (raw, typed: string) => {
    const place = PLACES.find((each) => names[each].toLowerCase() === typed.trim().toLowerCase());
    return place ? `{${place}}` : raw;
  });

const isPlace = (word: string): word is Place => (PLACES as readonly string[]).includes(word);
