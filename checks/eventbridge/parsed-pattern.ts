/** Null without a text, undefined when it is no JSON. */
export function parsedPattern(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
