import type { Translated } from '../../words/words.ts';
import type { fr } from './words.fr.ts';

export const en: Translated<typeof fr> = {
  title: 'Accessibility statement',
  state: 'This application conforms in part to WCAG 2.2, level AA.',
  stateWhy:
    'This is the result of our own checks, most of them automatic. No independent body made an audit, and no rate of conformity to a national standard was worked out.',
  scope: 'What it covers',
  scopeWhat:
    'The team’s application, the wall and its page for visitors, and the documents it makes: recap, run sheet, kit, speakers’ pages.',
  checked: 'What was checked, and how',
  checks: {
    axe: 'The main screens of the application pass the tool axe without an error, in French and English, in the dark and the light theme, in Chromium. The test runs before each version.',
    keys: 'Actions are done with a keyboard. Nothing asks for dragging: the running order is also changed from a menu, and what is held down is also done in two presses.',
    focus:
      'Each screen is walked through by keyboard: what has the focus is seen where it stands, never under a bar or a floating button, with text at its own size.',
    targets:
      'What is pressed is at least 48 pixels high and wide, on each screen and in what opens over it, but for links inside a sentence.',
    zoom: 'With text at 200% in a window of 390 pixels, no screen and nothing that opens over one runs over the side.',
    voices:
      'Screen readers are told little: the state of the network, what was just done, what is wrong. A test checks that neither the seconds of a countdown nor typing is told.',
    motion: 'Animations stop where the device asks for it: a test checks it on Direct and on the wall.',
    colours: 'Nothing is told by colour alone: shapes, letters and words double it.',
    words: 'Each text carries its language, and no photo is approved without an alternative text.',
  },
  unchecked: 'What was not checked',
  gaps: {
    reader: 'No real screen reader (VoiceOver, TalkBack, NVDA, JAWS) was used.',
    people: 'No disabled person took part in the trials.',
    webkit:
      'These checks were made in Chromium. Firefox and WebKit were tried on the main path only, Safari and the iPhone were not.',
    windows: 'Of what opens over a screen, the main sheets were checked, not all of them.',
    targets: 'The rehearsal banner is 28 pixels high.',
  },
  contact: 'Report a problem',
  contactWhat:
    'Tell the administrator of your event, who invited you, on which screen and with which device you are stuck. They can give you the information otherwise, and mend it.',
  defender: 'In France, where no answer comes, you may turn to the Défenseur des droits.',
  made: 'Statement made on 28 November 2026, by self-assessment.',
  back: 'Back',
};
