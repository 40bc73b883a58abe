// Series for tests. Only tests import it.
import type { MetricSeries } from '../metrics.ts';

const FROM = Date.parse('2026-11-23T11:00:00.000Z');

/** A series of five-minute values, unless told, that begins an hour before the evidence of a test is taken. */
export function seriesWith(values: readonly number[], periodSeconds = 300): MetricSeries {
  return {
    periodSeconds,
    from: new Date(FROM).toISOString(),
    to: new Date(FROM + 60 * 60 * 1000).toISOString(),
    points: values.map((value, index) => ({
      at: new Date(FROM + index * periodSeconds * 1000).toISOString(),
      value,
    })),
  };
}
