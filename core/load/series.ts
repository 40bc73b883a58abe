import { z } from 'zod';

/** Values at the moments of a series, in their order; null where nothing was measured, which is not 0. */
export const Measures = z.array(z.number().nullable());

/** Moments in seconds since the load began, increasing. Every list beside them has a value for each. */
export const Moments = z.array(z.number());

/** An estimate and its confidence interval, of the level that the run's plan asks for. */
export const Estimate = z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() });
export type Estimate = z.infer<typeof Estimate>;

/** A complaint for each list that does not have a value at each of its moments. */
export function sameLength(
  series: Readonly<Record<string, unknown>>,
  context: z.RefinementCtx,
): void {
  const moments = series['atSeconds'];
  const wanted = Array.isArray(moments) ? moments.length : 0;
  for (const [key, values] of Object.entries(series)) {
    if (!Array.isArray(values) || values.length === wanted) continue;
    context.addIssue({
      code: 'custom',
      path: [key],
      message: `has ${values.length} values at ${wanted} moments`,
    });
  }
}
