/** Splits a list into runs of at most `size`, the most that one call takes. */
export function batchesOf<Item>(
  items: readonly Item[],
  size: number,
): readonly (readonly Item[])[] {
  const batches: Item[][] = [];
  for (let start = 0; start < items.length; start += size) {
    batches.push(items.slice(start, start + size));
  }
  return batches;
}
