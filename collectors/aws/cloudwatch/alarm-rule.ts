const TOKEN =
  /\s*(?:([()])|(AND|OR|NOT|TRUE|FALSE)\b|(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^\s()"']+))\s*\))/y;

type Token =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'state'; readonly state: string; readonly alarm: string };

/**
 * Whether a composite alarm with this rule goes off whenever the child is in alarm, whatever the states of the others.
 * The child is known by its name and its ARN. Null for a rule that cannot be read, such as one that mixes AND and OR
 * without parentheses. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function goesOffWith(rule: string, child: readonly string[]): boolean | null {
  const tokens = tokensOf(rule);
  if (tokens === null) return null;
  const reader = { tokens, at: 0, child };
  const value = readExpression(reader);
  return value === null || reader.at < tokens.length ? null : value === 'yes';
}

/** `open` is either, as the states of other alarms have it. */
type Truth = 'yes' | 'no' | 'open';

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly child: readonly string[];
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
    if (!reader.child.includes(token.alarm)) return 'open';
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
