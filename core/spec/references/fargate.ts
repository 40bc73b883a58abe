const GIB = 1024;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * Memory in MiB that Fargate gives a task of so many CPU units, on Linux.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const MEMORY: ReadonlyMap<number, Range> = new Map([
  [256, { from: GIB / 2, to: 2 * GIB, step: GIB / 2 }],
  [512, { from: GIB, to: 4 * GIB, step: GIB }],
  [1024, { from: 2 * GIB, to: 8 * GIB, step: GIB }],
  [2048, { from: 4 * GIB, to: 16 * GIB, step: GIB }],
  [4096, { from: 8 * GIB, to: 30 * GIB, step: GIB }],
  [8192, { from: 16 * GIB, to: 60 * GIB, step: 4 * GIB }],
  [16384, { from: 32 * GIB, to: 120 * GIB, step: 8 * GIB }],
]);

/** With 256 CPU units there is no 1.5 GiB, though the steps would have it. */
const GAP = { cpuUnits: 256, memoryMiB: 1.5 * GIB };

export function isFargateSize(cpuUnits: number, memoryMiB: number): boolean {
  const range = MEMORY.get(cpuUnits);
  if (range === undefined) return false;
  if (cpuUnits === GAP.cpuUnits && memoryMiB === GAP.memoryMiB) return false;
  const { from, to, step } = range;
  return memoryMiB >= from && memoryMiB <= to && (memoryMiB - from) % step === 0;
}

/** The memory sizes for so many CPU units, in words. */
export function fargateMemoryText(cpuUnits: number): string {
  const range = MEMORY.get(cpuUnits);
  if (range === undefined) return `Fargate has no tasks of ${cpuUnits} CPU units`;
  if (cpuUnits === GAP.cpuUnits) return 'with 256 CPU units, memoryMiB is 512, 1024 or 2048';
  const { from, to, step } = range;
  return `with ${cpuUnits} CPU units, memoryMiB is from ${from} to ${to} in steps of ${step}`;
}

/** All sizes of a task that Fargate has, by CPU and then by memory. */
export function fargateSizes(): readonly {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}[] {
  return [...MEMORY].flatMap(([cpuUnits, { from, to, step }]) =>
    Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step)
      .filter((memoryMiB) => isFargateSize(cpuUnits, memoryMiB))
      .map((memoryMiB) => ({ cpuUnits, memoryMiB })),
  );
}
