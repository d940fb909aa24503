import { type Easel, Incapable } from './redraw.ts';

/**
 * Drawing in the page, for browsers whose workers have no canvas (WebKit before 16.4). An image element turns a photo
 * upright in all of them, and decodes away from the page's thread where it can.
 */
export const pageEasel: Easel = {
  async decode(file) {
    const url = URL.createObjectURL(file);
    const image = new Image();
    try {
      image.src = url;
      await image.decode();
    } catch (error) {
      URL.revokeObjectURL(url);
      throw error;
    }
    // A browser may drop the decoded pixels and read them again when they are drawn: the URL must live until then.
    return {
      picture: image,
      width: image.naturalWidth,
      height: image.naturalHeight,
      close: () => URL.revokeObjectURL(url),
    };
  },
  draw(picture, size) {
    const canvas = document.createElement('canvas');
    canvas.width = size.width;
    canvas.height = size.height;
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Incapable('no 2d context');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size.width, size.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, size.width, size.height);
    return (quality) =>
      new Promise((resolve, reject) => {
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Incapable('no JPEG'))), 'image/jpeg', quality);
      });
  },
};
