/** Equal for patterns that say the same: the order of members, and of the values of a list, means nothing. */
export function canonicalPattern(pattern: unknown): string {
  return JSON.stringify(ordered(pattern));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .map(ordered)
      .map((item): [string, unknown] => [JSON.stringify(item), item])
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([, item]) => item);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  );
}
