import { type ReadonlySignal, signal } from '@preact/signals';

/** An undo that leaves something behind: said before it is done. */
export interface UndoAsked {
  readonly segment: string;
  readonly press: string;
  /** Posts fired since the press, which stay. */
  readonly fired: readonly string[];
}

const asked = signal<UndoAsked | undefined>(undefined);
/** The undo that waits for an answer; drawn by the frame, since a Top is also pressed from Direct. */
export const undoAsked: ReadonlySignal<UndoAsked | undefined> = asked;

export function askUndo(next: UndoAsked | undefined): void {
  asked.value = next;
}
