import { fargateSizes } from '../../../core/spec/references/fargate.ts';
import type { ServiceSpec } from '../../../core/spec/sections/clusters.ts';

type Size = Pick<ServiceSpec['task'], 'cpuUnits' | 'memoryMiB'>;

/** The smallest task that Fargate has for so much, if it is smaller than the declared one; null when there is none. */
export function smallerTask(
  declared: Size,
  need: { readonly cpuUnits: number; readonly memoryMiB: number },
): { readonly cpuUnits: number; readonly memoryMiB: number } | null {
  const fitting = fargateSizes().filter(
    ({ cpuUnits, memoryMiB }) =>
      cpuUnits >= need.cpuUnits &&
      memoryMiB >= need.memoryMiB &&
      cpuUnits <= declared.cpuUnits &&
      memoryMiB <= declared.memoryMiB &&
      (cpuUnits < declared.cpuUnits || memoryMiB < declared.memoryMiB),
  );
  // They come by CPU, and then by memory.
  return fitting[0] ?? null;
}
