import { expect, test } from 'vitest';
import { isWebAddress } from '../../../client/staff/wall/web-address.ts';

test('SR7 a QR code of the wall leads to a page of the web, never to a script or a word', () => {
  expect(['https://mt180.example', ' http://mt180.example/vote?a=b '].map(isWebAddress)).toEqual([true, true]);
  expect(['', 'mt180.example', 'javascript:alert(1)', 'https://salle', 'mailto:a@b.example'].map(isWebAddress)).toEqual(
    Array(5).fill(false),
  );
});
