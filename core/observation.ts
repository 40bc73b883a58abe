import { z } from 'zod';
import { CallId, Cause, type Answer } from './aws.ts';

/**
 * What is known of one item. Absent (AWS says there is none), unseen (we could not look) and present are three things:
 * the first may fail a check, the second never decides one.
 */
export type Observation<Item> =
  | { readonly state: 'present'; readonly value: Item; readonly calls: readonly CallId[] }
  | { readonly state: 'absent'; readonly calls: readonly CallId[] }
  | { readonly state: 'unseen'; readonly cause: Cause };

/** An observation as stored: the item's own shape is checked by its collector's schema when it is read. */
export const StoredObservation = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('present'), value: z.unknown(), calls: z.array(CallId) }),
  z.strictObject({ state: z.literal('absent'), calls: z.array(CallId) }),
  z.strictObject({ state: z.literal('unseen'), cause: Cause }),
]);
export type StoredObservation = z.infer<typeof StoredObservation>;

export function present<Item>(value: Item, calls: readonly CallId[]): Observation<Item> {
  return { state: 'present', value, calls };
}

export function absent(calls: readonly CallId[]): Observation<never> {
  return { state: 'absent', calls };
}

export function unseen(cause: Cause): Observation<never> {
  return { state: 'unseen', cause };
}

/** Turns an answer into an observation; `item` picks the part that matters, null meaning that AWS says there is none. */
export function observe<Value, Item>(
  answer: Answer<Value>,
  item: (value: Value) => Item | null,
): Observation<Item> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const value = item(answer.value);
      return value === null ? absent(answer.calls) : present(value, answer.calls);
    }
  }
}
