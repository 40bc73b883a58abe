import { z } from 'zod';

/**
 * Whether a declared size carries the declared load. INCONCLUSIVE: the evidence does not decide it. INVALID: the load was
 * not the planned one, so that nothing was measured of it. The worst of a run comes first.
 */
export const SizingVerdict = z.enum([
  'INVALID',
  'UNDERSIZED',
  'INCONCLUSIVE',
  'OVERSIZED',
  'HOLDS',
]);
export type SizingVerdict = z.infer<typeof SizingVerdict>;

/** A size that could be declared, and what is predicted of it at the peak. */
const SizeOption = z.strictObject({
  cpuUnits: z.int(),
  memoryMiB: z.int(),
  tasks: z.int(),
  /** Null: the model cannot say. */
  predicted: SizingVerdict.nullable(),
});

/** What the load says of one service's or resource's size. */
export const Sizing = z.strictObject({
  /** As the spec names it, such as `ecs main/api`. */
  resource: z.string(),
  verdict: SizingVerdict,
  /** A whole sentence: the figure that decided it. */
  reason: z.string(),
  /** The load that it carries over the load that is declared; null when it could not be said. */
  margin: z.number().nullable(),
  /** What is declared, and the smallest that is predicted to hold; null when none is. */
  declared: z.string(),
  recommended: z.string().nullable(),
  /** For a service, the sizes around it. */
  options: z.array(SizeOption),
  current: z.strictObject({ cpuUnits: z.int(), memoryMiB: z.int(), tasks: z.int() }).nullable(),
});
export type Sizing = z.infer<typeof Sizing>;
