import { expect, test } from 'vitest';
import { Previews } from '../../../client/photos/previews.ts';
import { picture } from './pictures.ts';

test('PH50 a photo shown in several places has one URL, which is let go with the last of them', async () => {
  const previews = new Previews();
  const bytes = await (await picture({ width: 40, height: 30 })).arrayBuffer();
  const url = previews.take('a', bytes);
  expect(previews.take('a', bytes)).toBe(url);
  const other = previews.take('b', bytes);
  previews.release('a');
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(bytes.byteLength);
  previews.release('a');
  await expect(fetch(url)).rejects.toThrow();
  expect((await fetch(other)).headers.get('content-type')).toBe('image/jpeg');
  previews.release('b');
  previews.release('b');
  expect(previews.take('a', bytes)).not.toBe(url);
});
