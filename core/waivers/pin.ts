import type { Facts } from '../json.ts';

/**
 * The facts that enumerate: the rules of a group, what nobody declared. They are pinned wherever a tool writes an
 * acceptance, so that what is added to a list later is not accepted with it. Null when there is none. Numbers and words
 * are not pinned: what fails may fail by another number tomorrow.
 */
export function listsOf(actual: Facts | null): Facts | null {
  const lists = Object.entries(actual ?? {}).filter(
    ([, value]) => typeof value === 'object' && value !== null,
  );
  return lists.length === 0 ? null : Object.fromEntries(lists);
}
