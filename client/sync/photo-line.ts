import type { PhotoConnection, PhotoPiece, PhotoReply } from './photo-link.ts';

/** One connection while it lives: what is asked on it is answered, or undefined when it ends. */
export class PhotoLine {
  #connection: PhotoConnection | undefined;
  #giveUp: (() => void) | undefined;
  #ended = false;

  get alive(): boolean {
    return !this.#ended;
  }

  open(connection: PhotoConnection): void {
    this.#connection = connection;
    if (this.#ended) connection.close();
  }

  ask(piece: PhotoPiece): Promise<PhotoReply | undefined> {
    const connection = this.#connection;
    if (this.#ended || !connection) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const giveUp = () => resolve(undefined);
      this.#giveUp = giveUp;
      connection.send(piece).then(resolve, giveUp);
    });
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#connection?.close();
    this.#giveUp?.();
  }
}
