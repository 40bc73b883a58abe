import type { Deviation } from '../deviation.ts';

/** All deviations by name. A new one is a file of this folder and a line here. */
export const DEVIATIONS: readonly Deviation[] = [];
