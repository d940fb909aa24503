import { type Easel, Incapable, redraw, type WorkerAnswer } from './redraw.ts';

declare const self: DedicatedWorkerGlobalScope;

self.addEventListener('message', ({ data: file }: MessageEvent<Blob>) => {
  void redraw(file, easel)
    // Whatever stops it here, the page tries the same file: there a bug is thrown to whoever asked, not lost in a worker.
    .catch(() => ({ ok: false, code: 'incapable' }) as const)
    .then((answer: WorkerAnswer) => self.postMessage(answer, answer.ok ? [answer.bytes] : []));
});

const easel: Easel = {
  async decode(file) {
    if (typeof OffscreenCanvas === 'undefined') throw new Incapable('no OffscreenCanvas');
    const picture = await upright(file);
    return { picture, width: picture.width, height: picture.height, close: () => picture.close() };
  },
  draw(picture, size) {
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Incapable('no 2d context');
    // JPEG knows no transparency: without this a cut-out logo stands on black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size.width, size.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, size.width, size.height);
    return (quality) => canvas.convertToBlob({ type: 'image/jpeg', quality });
  },
};

/** WebKit before 17.1 rejects the option's value with a TypeError, and turns the picture upright without it. */
async function upright(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    if (error instanceof TypeError) return createImageBitmap(file);
    throw error;
  }
}
