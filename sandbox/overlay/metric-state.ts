import { z } from 'zod';
import { canonicalJson } from './json.ts';

/** State of an account and region: what AWS itself would report of its services, by `seriesName`. */
export const SERIES_STATE = 'cloudwatch/series';

/** A series that always has the same value in each period; null has no points. */
export const SteadySeries = z.record(z.string(), z.number().nullable());
export type SteadySeries = z.infer<typeof SteadySeries>;

export interface SeriesFacts {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** The same for the same series, whatever the order of its dimensions. */
export function seriesName({ namespace, metric, dimensions, statistic }: SeriesFacts): string {
  return canonicalJson({ namespace, metric, dimensions, statistic });
}
