import { chooseLanguage, LANGUAGES, type Language, language } from '../../words/words.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { menuWords } from './menu-words.ts';
import { chooseTheme, THEMES, theme } from './theme.ts';

/** Each language in its own words, so that it is found by who reads no other. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };

/** Theme and language, of this device. */
export function Choices() {
  const t = menuWords();
  return (
    <>
      <Segmented
        showLabel
        label={t.theme}
        options={THEMES.map((value) => ({ value, label: t[value] }))}
        value={theme.value}
        onChoose={chooseTheme}
      />
      <Segmented
        showLabel
        label={t.language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={language.value}
        onChoose={chooseLanguage}
      />
    </>
  );
}
