/** Whether two different json texts have the same content: only the order of keys and the spaces differ. */
export function isReorderedJson(left: string, right: string): boolean {
  try {
    return contentOf(left) === contentOf(right);
  } catch {
    return false;
  }
}

/** Numbers stay the text that they are: parsing would round them. Of a repeated key the last value counts, as in jsonb. */
function contentOf(text: string): string {
  const value: unknown = JSON.parse(text, withNumberText);
  return JSON.stringify(inOrder(value));
}

/** https://github.com/tc39/proposal-json-parse-with-source */
function withNumberText(_key: string, value: unknown, context?: { readonly source?: string }) {
  return typeof value === 'number' ? { number: context?.source ?? String(value) } : value;
}

function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([key, member]) => [key, inOrder(member)]);
}
