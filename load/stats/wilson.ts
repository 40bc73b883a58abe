import {
  type Confidence,
  type Estimate,
  type Interval,
  estimate,
  inconclusive,
} from './estimate.ts';
import { normalCritical } from './normal.ts';

/**
 * The score interval of a proportion (Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927).
 * It stays within 0 and 1 and says something sensible of no failures in n requests, where the usual interval is empty.
 */
export function wilsonInterval({
  successes,
  trials,
  confidence,
}: {
  readonly successes: number;
  readonly trials: number;
  readonly confidence: Confidence;
}): Estimate<{ readonly proportion: number; readonly interval: Interval }> {
  if (trials === 0) return inconclusive('Nothing was tried, so that no share of it is known.');
  if (!isCount(successes) || !isCount(trials) || successes > trials) {
    return inconclusive(`There cannot be ${successes} among ${trials}.`);
  }
  const z = normalCritical(confidence);
  const proportion = successes / trials;
  const shrink = 1 + z ** 2 / trials;
  const centre = (proportion + z ** 2 / (2 * trials)) / shrink;
  const half =
    (z / shrink) * Math.sqrt((proportion * (1 - proportion)) / trials + z ** 2 / (4 * trials ** 2));
  return estimate({
    proportion,
    interval: {
      low: successes === 0 ? 0 : centre - half,
      high: successes === trials ? 1 : centre + half,
      confidence,
    },
  });
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
