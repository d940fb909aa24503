import { publish } from './acts.ts';
import type { Phone, Stage } from './stage.ts';

/** A phone in the middle of an evening: a talk runs, something has gone out with a photo, somebody asks a question. */
export async function busyPhone(stage: Stage): Promise<Phone> {
  const phone = await stage.phone();
  const { page } = phone;
  await publish(phone, { words: 'Le quatrième candidat entre.', alt: 'La scène, en bleu.' });
  await page.getByRole('link', { name: 'Conducteur' }).click();
  await page.getByRole('button', { name: /^Top/ }).click();
  await page.locator('.on-stage').waitFor();
  await phone.go('questions');
  await page.getByRole('button', { name: 'Ajouter' }).first().click();
  await page.locator('dialog textarea').fill('La finale sera-t-elle sous-titrée ?');
  await page.locator('dialog .button-act').click();
  await page.getByText('La finale sera-t-elle sous-titrée ?').waitFor();
  return phone;
}
