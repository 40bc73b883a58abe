import {
  type Confidence,
  type Estimate,
  type Interval,
  estimate,
  inconclusive,
} from './estimate.ts';
import { mean } from './moments.ts';
import { studentCritical } from './student-t.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A straight line through points, y = intercept + slope · x, and what it takes to say how sure it is. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeInterval: Interval;
  readonly interceptInterval: Interval;
  /** The spread of the points around the line, in the unit of y, with n − 2 degrees of freedom. */
  readonly residualDeviation: number;
  readonly points: number;
  readonly meanX: number;
  /** Σ (x − meanX)². */
  readonly spreadX: number;
  readonly confidence: Confidence;
  /** Student's t of the intervals. */
  readonly critical: number;
}

/**
 * Ordinary least squares with Student's intervals, which hold for independent deviations: average what is correlated, such
 * as utilisation by second, over longer times first.
 */
export function leastSquares(points: readonly Point[], confidence: Confidence): Estimate<Line> {
  if (points.length < 3) {
    return inconclusive('Fewer than three points do not say how far they are from a line.');
  }
  if (points.some(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y))) {
    return inconclusive('A point of the line is not a number.');
  }
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  let spreadX = 0;
  let product = 0;
  for (const { x, y } of points) {
    spreadX += (x - meanX) ** 2;
    product += (x - meanX) * (y - meanY);
  }
  if (spreadX <= (Number.EPSILON * meanX) ** 2 * points.length) {
    return inconclusive('All points have the same x, so that they show no line.');
  }
  const slope = product / spreadX;
  const intercept = meanY - slope * meanX;
  let squares = 0;
  for (const { x, y } of points) squares += (y - intercept - slope * x) ** 2;
  const residualDeviation = Math.sqrt(squares / (points.length - 2));
  const critical = studentCritical(confidence, points.length - 2);
  const around = (centre: number, half: number) => ({
    low: centre - half,
    high: centre + half,
    confidence,
    critical,
  });
  return estimate({
    slope,
    intercept,
    slopeInterval: around(slope, (critical * residualDeviation) / Math.sqrt(spreadX)),
    interceptInterval: around(
      intercept,
      critical * residualDeviation * Math.sqrt(1 / points.length + meanX ** 2 / spreadX),
    ),
    residualDeviation,
    points: points.length,
    meanX,
    spreadX,
    confidence,
    critical,
  });
}

/** The interval of the line's height at x: of the mean of what would be measured there, not of one measurement. */
export function heightAt(line: Line, x: number): Interval {
  const height = line.intercept + line.slope * x;
  const half =
    line.critical *
    line.residualDeviation *
    Math.sqrt(1 / line.points + (x - line.meanX) ** 2 / line.spreadX);
  return { low: height - half, high: height + half, confidence: line.confidence };
}
