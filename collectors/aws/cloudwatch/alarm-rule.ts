const TOKEN =
  /\s*(?:([()])|(AND|OR|NOT|TRUE|FALSE)\b|(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^\s()"']+))\s*\))/y;

type Token =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'state'; readonly state: string; readonly alarm: string };

/**
 * When a composite alarm goes off with its child: `always`, whatever the states of the others; `unless` one of them keeps it from that,
 * as one that is in alarm during a deployment does; `never` by the child and others that are all well. `unread` is a rule that cannot be
 * read, such as one that mixes AND and OR without parentheses.
 */
type GoesOff = 'always' | 'unless' | 'never' | 'unread';

/**
 * @param child an alarm by its name and its ARN
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function goesOffWith(rule: string, child: readonly string[]): GoesOff {
  const tokens = tokensOf(rule);
  if (tokens === null) return 'unread';
  const whatever = valueOf(tokens, child, () => 'open');
  switch (whatever) {
    case null:
      return 'unread';
    case 'yes':
      return 'always';
    case 'no':
      return 'never';
    case 'open': {
      const othersWell = valueOf(tokens, child, (state) => (state === 'OK' ? 'yes' : 'no'));
      return othersWell === 'yes' ? 'unless' : 'never';
    }
  }
}

/** The names and ARNs of the alarms that a rule mentions, whether it can be read or not. */
export function mentionedIn(rule: string): ReadonlySet<string> {
  return new Set(
    [...rule.matchAll(CHILD_IN_ANY_STATE)].map(
      ([, double, single, bare]) => double ?? single ?? bare ?? '',
    ),
  );
}

const CHILD_IN_ANY_STATE =
  /(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^\s()"']+))\s*\)/g;

/** `open` is either, as the states of other alarms have it. */
type Truth = 'yes' | 'no' | 'open';

/** @param ofOthers what is true of an alarm that is not the child to be in a state */
function valueOf(
  tokens: readonly Token[],
  child: readonly string[],
  ofOthers: Reader['ofOthers'],
): Truth | null {
  const reader = { tokens, at: 0, child, ofOthers };
  const value = readExpression(reader);
  return reader.at < tokens.length ? null : value;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly child: readonly string[];
  readonly ofOthers: (state: string) => Truth;
}

function tokensOf(rule: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const text = rule.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    const [, parenthesis, word, state, double, single, bare] = found;
    tokens.push(
      state === undefined
        ? { kind: 'word', word: parenthesis ?? word ?? '' }
        : { kind: 'state', state, alarm: double ?? single ?? bare ?? '' },
    );
  }
  return tokens;
}

/** Operands between operators that are all the same. */
function readExpression(reader: Reader): Truth | null {
  let value = readOperand(reader);
  let operator: string | null = null;
  for (;;) {
    const next = wordAt(reader);
    if (value === null || (next !== 'AND' && next !== 'OR')) return value;
    if (operator !== null && operator !== next) return null;
    operator = next;
    reader.at += 1;
    const right = readOperand(reader);
    if (right === null) return null;
    value = next === 'AND' ? both(value, right) : either(value, right);
  }
}

function readOperand(reader: Reader): Truth | null {
  const token = reader.tokens[reader.at];
  if (token === undefined) return null;
  reader.at += 1;
  if (token.kind === 'state') {
    if (!reader.child.includes(token.alarm)) return reader.ofOthers(token.state);
    return token.state === 'ALARM' ? 'yes' : 'no';
  }
  switch (token.word) {
    case 'TRUE':
      return 'yes';
    case 'FALSE':
      return 'no';
    case 'NOT': {
      const value = readOperand(reader);
      return value === null ? null : negated(value);
    }
    case '(': {
      const value = readExpression(reader);
      if (wordAt(reader) !== ')') return null;
      reader.at += 1;
      return value;
    }
    default:
      return null;
  }
}

function wordAt({ tokens, at }: Reader): string | null {
  const token = tokens[at];
  return token?.kind === 'word' ? token.word : null;
}

function both(left: Truth, right: Truth): Truth {
  if (left === 'no' || right === 'no') return 'no';
  return left === 'yes' && right === 'yes' ? 'yes' : 'open';
}

function either(left: Truth, right: Truth): Truth {
  return negated(both(negated(left), negated(right)));
}

function negated(value: Truth): Truth {
  switch (value) {
    case 'yes':
      return 'no';
    case 'no':
      return 'yes';
    case 'open':
      return 'open';
  }
}
