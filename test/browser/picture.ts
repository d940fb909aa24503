import sharp from 'sharp';

/** A picture as a file that a phone's picker gives. */
export async function pictureFile(name = 'scene.jpg'): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#225588' } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}
