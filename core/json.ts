export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Named facts about one subject; a name carries its unit, as in `latencyMs` or `storageGiB`. */
export type Facts = Readonly<Record<string, Json>>;

/** The same value with the keys of every object in order, so that equal values have equal text. */
export function canonical(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(canonical);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([key, member]) => [key, canonical(member)]),
  );
}

/** Whether it is a list; `Array.isArray` alone does not tell the compiler so of a list that is read-only. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
