import type { FileFault, ImportReply } from '../../shared/import.ts';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: ImportReply['encoding'] }
  | { readonly ok: false; readonly fault: FileFault };

/** How files that are no text begin: a workbook is a ZIP (`PK`) or an old compound file. */
const SPREADSHEETS = ['504b0304', 'd0cf11e0'];
const OTHERS = ['25504446', '89504e47', 'ffd8ff', '47494638', '1f8b'];

/** Bytes as text: UTF-8, UTF-16, or what a French spreadsheet saves, Windows-1252. */
export function decode(bytes: Uint8Array): Decoded {
  const begins = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (SPREADSHEETS.some((magic) => begins.startsWith(magic))) return { ok: false, fault: 'spreadsheet' };
  if (OTHERS.some((magic) => begins.startsWith(magic))) return { ok: false, fault: 'binary' };
  const found = textOf(bytes);
  if (!found) return { ok: false, fault: 'binary' };
  const text = found.text.replace(/^\uFEFF/, '');
  return text.trim() === '' ? { ok: false, fault: 'empty' } : { ok: true, ...found, text };
}

function textOf(bytes: Uint8Array): { readonly text: string; readonly encoding: ImportReply['encoding'] } | undefined {
  const wide = wideOf(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'utf-16' };
  // A NUL is in no text of one byte a letter.
  if (bytes.includes(0)) return undefined;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** « Texte Unicode » of a spreadsheet: with its mark, or, without one, a NUL beside every plain letter. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== undefined && first !== 0 && second === 0 && bytes[2] !== 0 && bytes[3] === 0) return 'utf-16le';
  return undefined;
}
