/** Two metrics of an alarm's expression, by their ids, of which one is divided by the other. */
export interface Ratio {
  readonly numerator: string;
  readonly denominator: string;
  /** What a threshold of 1 means in the expression: 100 for a percentage. */
  readonly scale: number;
}

/** Ids begin with a small letter; numbers and functions do not. */
const METRIC = /^[a-z]\w*$/;
const RATIO = /^([a-z]\w*)\/([a-z]\w*)$/;
/** A guard against dividing by nothing: `IF(m2 > 0, m1 / m2, 0)`. */
const GUARDED = /^IF\(([a-z]\w*)(?:>0|!=0)?,(.+),0(?:\.0+)?\)$/;
/** Something for the gaps of a metric alone. */
const FILLED = /FILL\(([a-z]\w*),(?:\d+(?:\.\d+)?|REPEAT|LINEAR)\)/g;

/** The id of the metric that an expression hands on as it is, but for its gaps; null for any other expression. */
export function parseMetric(expression: string): string | null {
  const bare = bareOf(expression);
  return METRIC.test(bare) ? bare : null;
}

function bareOf(expression: string): string {
  return expression.replace(/\s+/g, '').replace(FILLED, '$1');
}

/**
 * The ratio that an expression of CloudWatch's metric math computes, in the forms in which ratios are written; null for
 * any other expression. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function parseRatio(expression: string): Ratio | null {
  const bare = bareOf(expression);
  const [, guard, guarded] = GUARDED.exec(bare) ?? [];
  const formula = guarded ?? bare;
  const quotient = formula.replace(/^100\*|\*100$/, '');
  const [, numerator, denominator] = RATIO.exec(quotient.replace(/^\((.*)\)$/, '$1')) ?? [];
  if (numerator === undefined || denominator === undefined) return null;
  // By any other guard it is a ratio at times, and nothing at others.
  if (guard !== undefined && guard !== numerator && guard !== denominator) return null;
  return { numerator, denominator, scale: quotient === formula ? 1 : 100 };
}
