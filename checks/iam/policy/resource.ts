import type { RequestContext } from './condition.ts';
import type { PolicyText } from './document.ts';
import { literalOf, MANY, normal, patternOf, type Pattern, type Token } from './pattern.ts';
import type { Selection } from './selection.ts';

/**
 * What a statement selects, when that depends on the request: what it selects for `certain`, and what it may select at
 * most. Without variables they are the same.
 */
export interface Bounds {
  readonly certain: Selection;
  readonly possible: Selection;
}

/** `${key}`, `${key, 'default'}`, and the escapes `${*}`, `${?}` and `${$}`. */
const VARIABLE = /\$\{([^}]*)\}/g;

/**
 * The resources of a statement, with its variables as far as they are known.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function resourcesOf(
  { kind, texts }: PolicyText,
  hasVariables: boolean,
  context: RequestContext,
): Bounds {
  const read = texts.map((text) =>
    hasVariables
      ? substitute(text, context)
      : { state: 'exact' as const, pattern: patternOf(text) },
  );
  const exact = read.flatMap((text) => (text.state === 'exact' ? [text.pattern] : []));
  // A resource whose variable has no value is not selected. What `NotResource` makes of it AWS leaves open.
  const loose = read.flatMap((text) => {
    if (text.state === 'exact') return [];
    return kind === 'only' && text.state === 'none' ? [] : [text.pattern];
  });
  const few: Selection = { kind, patterns: exact };
  const many: Selection = { kind, patterns: [...exact, ...loose] };
  return kind === 'only' ? { certain: few, possible: many } : { certain: many, possible: few };
}

interface Substituted {
  /** `exact`; `loose` with a `*` where a variable of unknown value is; `none` when one is known to have no value. */
  readonly state: 'exact' | 'loose' | 'none';
  readonly pattern: Pattern;
}

function substitute(text: string, context: RequestContext): Substituted {
  let state: Substituted['state'] = 'exact';
  let end = 0;
  const tokens = [...text.matchAll(VARIABLE)].flatMap((match): readonly Token[] => {
    const before = patternOf(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [key = '', fallback] = (match[1] ?? '').split(',').map((part) => part.trim());
    if (key === '*' || key === '?' || key === '$') return [...before, ...literalOf(key)];
    const value = context.get(key.toLowerCase());
    if (typeof value === 'string') return [...before, ...literalOf(value)];
    if (value === null && fallback === undefined) state = 'none';
    else if (state === 'exact') state = 'loose';
    return [...before, MANY];
  });
  return { state, pattern: normal([...tokens, ...patternOf(text.slice(end))]) };
}
