import type { PostStatus } from '../../shared/post-status.ts';
import type { ImageRights } from '../../shared/rows/person.ts';
import { isFrench } from '../../shared/text/hours.ts';
import { ENGLISH } from './words-en.ts';
import { FRENCH } from './words-fr.ts';

/** What the documents for paper, partners and speakers say in their own voice: French, or English for any other language. */
export interface OutWords {
  readonly language: 'fr' | 'en';
  readonly hour: (atMs: number, zone: string) => string;
  readonly calendar: { readonly rehearsal: (show: string) => string };
  readonly sheet: {
    readonly title: string;
    readonly made: (day: string, hour: string, zone: string) => string;
    readonly paper: string;
    readonly rehearsal: string;
    readonly accounts: string;
    readonly team: string;
    readonly noSegments: string;
    readonly others: string;
    readonly noPost: string;
    readonly planned: (hour: string) => string;
    readonly cancelled: string;
    readonly passed: string;
    readonly photo: (look: string) => string;
    readonly photoToTake: string;
    readonly alt: (alt: string) => string;
    readonly writer: (name: string) => string;
    readonly approver: (name: string) => string;
    readonly openBy: (name: string) => string;
    readonly needsTwo: string;
    readonly noHandle: string;
    readonly tick: string;
    readonly byHand: string;
    readonly unknownHour: string;
    readonly atStart: string;
    readonly beforeStart: (span: string) => string;
    readonly afterStart: (span: string) => string;
    readonly atEnd: string;
    readonly afterEnd: (span: string) => string;
  };
  readonly hats: Readonly<Record<'write' | 'approve' | 'conduct' | 'moderate' | 'administer', string>>;
  readonly statuses: Readonly<Record<PostStatus, string>>;
  readonly rights: Readonly<Record<ImageRights, string>>;
  readonly restrictions: Readonly<Record<string, string>>;
  readonly kit: {
    readonly title: string;
    readonly what: string;
    readonly rehearsal: string;
    readonly accounts: string;
    readonly follow: string;
    readonly programme: string;
    readonly programmeFiles: string;
    readonly texts: string;
    readonly textsWhy: string;
    readonly suggested: string;
    readonly notBefore: (hour: string) => string;
    readonly afterUs: string;
    readonly published: (hour: string) => string;
    readonly photos: string;
    readonly photosWhy: string;
    readonly noPhoto: string;
    readonly withheld: (count: number) => string;
    readonly credit: (name: string) => string;
    readonly columns: Readonly<
      Record<'date' | 'start' | 'end' | 'room' | 'segment' | 'state' | 'people' | 'file' | 'alt' | 'credit', string>
    >;
    readonly suggestions: (of: { name: string; day: string; hour: string; tags: string }) => readonly string[];
  };
  readonly said: {
    readonly title: (name: string) => string;
    readonly intro: (show: string) => string;
    readonly nothing: string;
    readonly live: string;
    readonly privacy: string;
  };
  readonly gone: { readonly title: string; readonly why: string };
}

export const outWords = (language: string): OutWords => (isFrench(language) ? FRENCH : ENGLISH);
