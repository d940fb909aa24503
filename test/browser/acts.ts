import { expect } from 'vitest';
import { pictureFile } from './picture.ts';
import type { Phone } from './stage.ts';

const TOAST = '.toast';

/** What a person does on Direct to say something at once: a free post, with a photo or not, approved and published. */
export async function publish(
  { page }: Pick<Phone, 'page'>,
  { words, alt }: { readonly words: string; readonly alt?: string },
): Promise<void> {
  await page.locator(TOAST).evaluateAll((toasts) => {
    for (const toast of toasts) toast.setAttribute('data-heard', '');
  });
  await page.getByRole('button', { name: 'Libre' }).click();
  await page.getByLabel('Texte du post').fill(words);
  if (alt !== undefined) {
    await page.locator('input[type=file][multiple]').setInputFiles(await pictureFile());
    await page.getByLabel('Texte alternatif').fill(alt);
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Valider et publier' }).click();
  // Said once it is on the phone's disk. The same sentence of the post before is still up, and says nothing of this one.
  await page.locator(`${TOAST}:not([data-heard])`).getByText('Validé, et en route.').waitFor();
}

/** The post of these words, as the server has it. */
export async function postOf(phone: Phone, words: string) {
  const find = async () => {
    const rows = await phone.rows();
    const text = rows.find((row) => row.row === 'text' && row.words === words);
    return text?.row === 'text' ? rows.find((row) => row.row === 'post' && row.id === text.post) : undefined;
  };
  await expect.poll(async () => (await find())?.id).toBeTypeOf('string');
  const found = await find();
  if (found?.row !== 'post') throw new Error(words);
  return found;
}
