/**
 * Says whether a text is the whole of what a pattern names: `*` is any characters, all else is itself. Linear, whatever
 * the pattern is.
 */
export function patternOf(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}

/** A pattern of nothing but stars and signs names everything. */
export function namesSomething(pattern: string): boolean {
  return /[\p{L}\p{N}]/u.test(pattern);
}
