/** Two metrics of an alarm's expression, by their ids, of which one is divided by the other. */
export interface Ratio {
  readonly numerator: string;
  readonly denominator: string;
  /** What a threshold of 1 means in the expression: 100 for a percentage. */
  readonly scale: number;
}

/** Ids begin with a small letter; numbers and functions do not. */
const RATIO = /^([a-z]\w*)\/([a-z]\w*)$/;
/** A guard against dividing by nothing: `IF(m2 > 0, m1 / m2, 0)`. */
const GUARDED = /^IF\([^,]+,(.+),\d+(?:\.\d+)?\)$/i;

/**
 * The ratio that an expression of CloudWatch's metric math computes, in the forms in which ratios are written; null for
 * any other expression. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function parseRatio(expression: string): Ratio | null {
  const bare = expression.replace(/\s+/g, '').replace(/FILL\((\w+),[\w.]+\)/gi, '$1');
  const formula = GUARDED.exec(bare)?.[1] ?? bare;
  const quotient = formula.replace(/^100\*|\*100$/, '');
  const [, numerator, denominator] = RATIO.exec(quotient.replace(/^\((.*)\)$/, '$1')) ?? [];
  if (numerator === undefined || denominator === undefined) return null;
  return { numerator, denominator, scale: quotient === formula ? 1 : 100 };
}
