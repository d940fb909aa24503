import { expect } from 'vitest';
import { pictureFile } from './picture.ts';
import type { Phone } from './stage.ts';

/** What a person does on Direct to say something at once: a free post, with a photo or not, approved and published. */
export async function publish(
  { page }: Pick<Phone, 'page'>,
  { words, alt }: { readonly words: string; readonly alt?: string },
): Promise<void> {
  // The same sentence of the post before may still be up, and would be taken for what is said of this one.
  const said = page.locator('.toast').filter({ hasText: 'Validé, et en route.' });
  await said.getByRole('button', { name: 'Fermer' }).evaluateAll((closes: HTMLElement[]) => {
    for (const close of closes) close.click();
  });
  await said.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Libre' }).click();
  await page.getByLabel('Texte du post').fill(words);
  if (alt !== undefined) {
    await page.locator('input[type=file][multiple]').setInputFiles(await pictureFile());
    await page.getByLabel('Texte alternatif').fill(alt);
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Valider et publier' }).click();
  // Said once it is on the phone's disk.
  await said.waitFor();
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
