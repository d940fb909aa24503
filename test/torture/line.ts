import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Chance } from '../simulation/chance.ts';

/** What a line does to all it carries. */
export interface LineTraits {
  /** Of each connection, each way. */
  readonly bytesPerSecond?: number;
  /** How long a piece is on its way: between these, and never before the piece that it follows. */
  readonly delayMs?: readonly [number, number];
  /** Of all pieces that a phone sends, the share at which its connection is reset. */
  readonly resets?: number;
  /** Of all pieces that a phone sends, the share at which its connection carries nothing for a while, and says nothing. */
  readonly stalls?: number;
  readonly stallMs?: number;
}

/** A TCP line before a server, whose faults a seed replays as far as the pieces it carries are the same. */
export interface Line {
  readonly url: string;
  /** What was done to those who talked over it. */
  readonly counted: { resets: number; stalls: number; bytesUp: number };
  /** From here on it is such a line; open connections too. */
  become(traits: LineTraits): void;
  /** Every open connection is reset, as by a hall's router. */
  cut(): void;
  /** Open connections carry nothing any more and do not say so; new ones are not taken, until `heal`. */
  halfOpen(): void;
  heal(): void;
  /** Cuts every connection as soon as phones have sent this many bytes, counted as `counted.bytesUp` is. */
  cutAt(bytesUp: number): void;
  /** One bit of what phones send comes out wrong, there or as soon after. */
  spoilAt(bytesUp: number): void;
  /** Resolves once phones have sent this many bytes. */
  sent(bytesUp: number): Promise<void>;
  close(): Promise<void>;
}

export async function openLine({
  to,
  chance,
  traits = {},
}: {
  readonly to: string;
  readonly chance: Chance;
  readonly traits?: LineTraits;
}): Promise<Line> {
  const { hostname, port } = new URL(to);
  const open = new Set<Wire>();
  let now = traits;
  let deaf = false;
  const awaited = new Set<{ readonly bytesUp: number; readonly call: () => void }>();
  let spoils: number | undefined;
  const counted = { resets: 0, stalls: 0, bytesUp: 0 };

  const server = createServer((phone) => {
    if (deaf) {
      // Taken by the system and answered by nobody, as behind a router that lost its way out.
      phone.on('error', () => {});
      waiting.add(phone);
      phone.once('close', () => waiting.delete(phone));
      return;
    }
    const wire = new Wire(phone, connect({ host: hostname, port: Number(port) }), {
      traits: () => now,
      chance,
      up(piece) {
        counted.bytesUp += piece.length;
        if (spoils !== undefined && counted.bytesUp > spoils) {
          const at = Math.floor(piece.length / 2);
          piece[at] = (piece[at] ?? 0) ^ 1;
          spoils = undefined;
        }
        for (const one of [...awaited]) {
          if (counted.bytesUp < one.bytesUp) continue;
          awaited.delete(one);
          one.call();
        }
      },
      reset: () => {
        counted.resets += 1;
      },
      stalled: () => {
        counted.stalls += 1;
      },
      closed: () => open.delete(wire),
    });
    open.add(wire);
  });
  const waiting = new Set<Socket>();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  const line: Line = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    counted,
    cutAt: (bytesUp) => void awaited.add({ bytesUp, call: () => line.cut() }),
    spoilAt(bytesUp) {
      spoils = bytesUp;
    },
    sent: (bytesUp) =>
      new Promise((call) => {
        if (counted.bytesUp >= bytesUp) call();
        else awaited.add({ bytesUp, call });
      }),
    become(other) {
      now = other;
    },
    cut() {
      for (const wire of open) wire.reset();
    },
    halfOpen() {
      deaf = true;
      for (const wire of open) wire.deafen();
    },
    heal() {
      deaf = false;
      for (const phone of waiting) phone.destroy();
    },
    async close() {
      for (const wire of open) wire.reset();
      for (const phone of waiting) phone.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
  return line;
}

/** Bytes on their way at most: what a router keeps before it makes its sender wait. */
const HELD_BYTES = 128 * 1024;

interface WireParts {
  readonly traits: () => LineTraits;
  readonly chance: Chance;
  up(piece: Buffer): void;
  reset(): void;
  stalled(): void;
  closed(): void;
}

/** One connection through the line. */
class Wire {
  readonly #ends: readonly [Socket, Socket];
  readonly #parts: WireParts;
  /** Nothing passes before this. */
  #stalledUntilMs = 0;
  #deaf = false;

  constructor(phone: Socket, server: Socket, parts: WireParts) {
    this.#ends = [phone, server];
    this.#parts = parts;
    for (const end of this.#ends) {
      end.setNoDelay(true);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        for (const other of this.#ends) other.destroy();
        parts.closed();
      });
    }
    this.#carry(phone, server, true);
    this.#carry(server, phone, false);
  }

  reset(): void {
    for (const end of this.#ends) end.resetAndDestroy();
  }

  deafen(): void {
    this.#deaf = true;
  }

  /** Pieces in order, each at its time; more than the line holds waits at its sender. */
  #carry(from: Socket, to: Socket, isUp: boolean): void {
    let sentAtMs = 0;
    let givenAtMs = 0;
    let held = 0;
    from.on('data', (piece: Buffer) => {
      if (this.#deaf || (isUp && this.#breaks(piece))) return;
      const { bytesPerSecond = Number.POSITIVE_INFINITY, delayMs: [least, most] = [0, 0] } = this.#parts.traits();
      const nowMs = performance.now();
      sentAtMs = Math.max(sentAtMs, nowMs, this.#stalledUntilMs) + (piece.length / bytesPerSecond) * 1000;
      givenAtMs = Math.max(givenAtMs, sentAtMs + least + this.#parts.chance.next() * (most - least));
      held += piece.length;
      if (held > HELD_BYTES) from.pause();
      setTimeout(() => {
        held -= piece.length;
        if (held <= HELD_BYTES) from.resume();
        if (!this.#deaf && !to.destroyed) to.write(piece);
      }, givenAtMs - nowMs);
    });
    from.on('end', () => {
      setTimeout(() => to.end(), Math.max(0, givenAtMs - performance.now()));
    });
  }

  /** What chance does to a piece that a phone sends; true: its connection is gone. */
  #breaks(piece: Buffer): boolean {
    const { chance, traits, up, reset, stalled } = this.#parts;
    const { resets = 0, stalls = 0, stallMs = 0 } = traits();
    up(piece);
    // Cut in that very moment: what was to follow is gone with the connection.
    if (this.#ends[0].destroyed) return true;
    if (chance.next() < resets) {
      reset();
      this.reset();
      return true;
    }
    if (chance.next() < stalls) {
      stalled();
      this.#stalledUntilMs = performance.now() + stallMs;
    }
    return false;
  }
}
