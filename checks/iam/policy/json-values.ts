/** A string or a list of strings, as a list; null for another thing. */
export function textsOf(value: unknown): readonly string[] | null {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  const texts = list.filter((text) => typeof text === 'string');
  return texts.length === list.length ? texts : null;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
