/** Some browsers read the file only after the click has returned. */
const READ_MS = 60_000;

/** Hands a file over to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}

/** Whether this browser shares files of this kind. */
export const canShare = (file: File): boolean => navigator.canShare?.({ files: [file] }) ?? false;

/** Closing the system's own sheet is no failure. */
export const shareFile = (file: File): void => void navigator.share({ files: [file] }).catch(() => undefined);
