import type { Counts, NotSent, Unknown } from './channel.ts';
import type { Answered, Denied } from './http.ts';

/** The fields of an answer's body; each is to be checked before it is believed. */
export function fieldsOf({ body }: { readonly body: unknown }): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** The objects of a list; what is none is left out. */
export function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A figure that the network tells, or nothing. */
export const figure = (name: keyof Counts, value: unknown): Counts =>
  typeof value === 'number' ? { [name]: value } : {};

type Failed = NotSent | Denied | Unknown;

/** Why, and when to come back. */
export function retryOf({ reason, retryAtMs }: { readonly reason: string; readonly retryAtMs?: number }) {
  return retryAtMs === undefined ? { reason } : { reason, retryAtMs };
}

export function laterOf(asked: Failed): { readonly later: string; readonly retryAtMs?: number } {
  const { reason: later, ...rest } = retryOf(asked);
  return { later, ...rest };
}

/** The network's own code and words for a refusal. */
export function refusalWords(asked: Denied | Answered): { readonly code: string; readonly words: string } {
  const { error, message, detail, title, error_description: described } = fieldsOf(asked);
  return {
    code: textOf(error) ?? textOf(title) ?? '',
    words: textOf(detail) ?? textOf(message) ?? textOf(described) ?? textOf(error) ?? textOf(title) ?? '',
  };
}
