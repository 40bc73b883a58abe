/** `?`: any one character. */
export const ONE = Symbol('one');
/** `*`: any characters, or none. */
export const MANY = Symbol('many');

/** A character that stands for itself, or a wildcard. */
export type Token = string | typeof ONE | typeof MANY;

/**
 * A text with wildcards as IAM reads it: `*` and `?` anywhere.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export type Pattern = readonly Token[];

export function patternOf(text: string): Pattern {
  return normal(
    charactersOf(text).map((character) => {
      if (character === '*') return MANY;
      return character === '?' ? ONE : character;
    }),
  );
}

/** A pattern that only this very text matches. */
export function literalOf(text: string): Pattern {
  return charactersOf(text);
}

/** The UTF-16 code units of a text, which are what patterns compare. */
export function charactersOf(text: string): readonly string[] {
  return text.split('');
}

/** The same pattern with each run of wildcards in one form: every `?` of it, then at most one `*`. */
export function normal(tokens: readonly Token[]): Pattern {
  const result: Token[] = [];
  let many = false;
  for (const token of tokens) {
    if (token === MANY) {
      many = true;
      continue;
    }
    if (token !== ONE && many) {
      result.push(MANY);
      many = false;
    }
    result.push(token);
  }
  if (many) result.push(MANY);
  return result;
}

export function hasWildcard(pattern: Pattern): boolean {
  return pattern.some((token) => token === MANY || token === ONE);
}

/** Whether the whole text is of the pattern, in time proportional to the product of their lengths at worst. */
export function matches(pattern: Pattern, text: string): boolean {
  let token = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < text.length) {
    const expected = pattern[token];
    if (expected === MANY) {
      star = token;
      resume = position;
      token += 1;
    } else if (expected === ONE || expected === text.charAt(position)) {
      token += 1;
      position += 1;
    } else if (star >= 0) {
      // Only the last `*` need take more: whatever an earlier one could take, this one can.
      resume += 1;
      token = star + 1;
      position = resume;
    } else {
      return false;
    }
  }
  while (pattern[token] === MANY) token += 1;
  return token === pattern.length;
}

const keys = new WeakMap<Pattern, string>();

/** A text that equal patterns, and no others, have in common. */
export function keyOf(pattern: Pattern): string {
  const known = keys.get(pattern);
  if (known !== undefined) return known;
  const key = pattern
    .map((token) => (token === MANY ? '\u{2}' : token === ONE ? '\u{1}' : token))
    .join('');
  keys.set(pattern, key);
  return key;
}
