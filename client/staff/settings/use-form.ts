import { useState } from 'preact/hooks';
import type { FieldSet } from '../../../shared/apply/change.ts';
import type { Acted } from '../../sync/acts.ts';
import { refusalWords } from '../../words/refusals.ts';
import { toast } from '../parts/toasts.ts';
import { changeBetween } from './change-between.ts';

/** Someone else changed a field while this form was open: both values are shown before either is lost. */
export interface Clash {
  readonly field: string;
  readonly theirs: unknown;
}

export interface Form<F> {
  readonly values: F;
  readonly differs: boolean;
  readonly clash: Clash | undefined;
  set<K extends keyof F>(field: K, value: F[K]): void;
  /** Puts aside what was typed in the field of the clash, for what the other person wrote. */
  takeTheirs(): void;
  /** Makes the change with this act; says why not when it is refused. Saving again after a clash replaces theirs. */
  save(act: (change: { readonly [K in keyof F]?: FieldSet<F[K]> }) => Promise<Acted>): Promise<boolean>;
}

/** A form over some fields of a row, as they were when it was opened. */
export function useForm<F extends object>(first: F): Form<F> {
  const [seen, setSeen] = useState(first);
  const [values, setValues] = useState(first);
  const [clash, setClash] = useState<Clash>();
  const change = changeBetween(seen, values);
  return {
    values,
    differs: Object.keys(change).length > 0,
    clash,
    set(field, value) {
      setValues((now) => ({ ...now, [field]: value }));
    },
    takeTheirs() {
      if (!clash) return;
      setValues((now) => ({ ...now, [clash.field]: clash.theirs }));
      setClash(undefined);
    },
    async save(act) {
      if (Object.keys(change).length === 0) return true;
      const acted = await act(change);
      if (acted.ok) {
        setSeen(values);
        setClash(undefined);
        return true;
      }
      const { code, detail } = acted.refusal;
      if (code === 'changed' && detail?.field !== undefined && detail.field in values) {
        setSeen((now) => ({ ...now, [detail.field as string]: detail.now }));
        setClash({ field: detail.field, theirs: detail.now });
      } else toast(refusalWords(acted.refusal), { tone: 'wrong' });
      return false;
    },
  };
}
