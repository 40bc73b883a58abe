/** Every member of a list as an item; null when AWS left out the list or what identifies a member of it. */
export function whole<Raw, Item>(
  list: readonly Raw[] | undefined,
  toItem: (raw: Raw) => Item | null,
): Item[] | null {
  const items: Item[] = [];
  for (const raw of list ?? []) {
    const item = toItem(raw);
    if (item === null) return null;
    items.push(item);
  }
  return list === undefined ? null : items;
}
