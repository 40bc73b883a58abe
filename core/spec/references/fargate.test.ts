import { expect, test } from '@jest/globals';
import { FARGATE_CPU_UNITS } from '../sections/clusters.ts';
import { fargateMemoryText, fargateSizes, isFargateSize } from './fargate.ts';

/** Every size from 0 to 128 GiB in steps of 256 MiB. */
function sizesOf(cpuUnits: number): readonly number[] {
  return Array.from({ length: 513 }, (_, index) => index * 256).filter((memoryMiB) =>
    isFargateSize(cpuUnits, memoryMiB),
  );
}

test.each([
  [256, 3, 512, 2048],
  [512, 4, 1024, 4096],
  [1024, 7, 2048, 8192],
  [2048, 13, 4096, 16384],
  [4096, 23, 8192, 30720],
  [8192, 12, 16384, 61440],
  [16384, 12, 32768, 122880],
])('%d CPU units have %d sizes, from %d to %d MiB', (cpuUnits, count, least, most) => {
  const sizes = sizesOf(cpuUnits);
  expect([sizes.length, sizes[0], sizes.at(-1)]).toEqual([count, least, most]);
});

test('all sizes are those, the smallest first', () => {
  const all = fargateSizes();
  expect(all).toEqual(
    FARGATE_CPU_UNITS.flatMap((cpuUnits) =>
      sizesOf(cpuUnits).map((memoryMiB) => ({ cpuUnits, memoryMiB })),
    ),
  );
  expect(all[0]).toEqual({ cpuUnits: 256, memoryMiB: 512 });
});

test('the schema has the same CPU units', () => {
  expect(FARGATE_CPU_UNITS.filter((cpuUnits) => sizesOf(cpuUnits).length === 0)).toEqual([]);
});

test.each([
  [256, 1536],
  [512, 512],
  [300, 1024],
  [8192, 25600],
])('%d CPU units and %d MiB are no size', (cpuUnits, memoryMiB) => {
  expect(isFargateSize(cpuUnits, memoryMiB)).toBe(false);
});

test('what is allowed is said', () => {
  expect([256, 8192, 300].map(fargateMemoryText)).toEqual([
    'with 256 CPU units, memoryMiB is 512, 1024 or 2048',
    'with 8192 CPU units, memoryMiB is from 16384 to 61440 in steps of 4096',
    'Fargate has no tasks of 300 CPU units',
  ]);
});
