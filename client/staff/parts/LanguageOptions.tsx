import { languageChoices } from '../../words/languages.ts';

/** What a `select` of languages offers; what is chosen now is always among them. */
export const LanguageOptions = ({ chosen }: { readonly chosen: string | undefined }) =>
  languageChoices(chosen).map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
