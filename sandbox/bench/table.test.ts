import { expect, test } from '@jest/globals';
import { medianOf } from './measure.ts';
import { tableOf, type SizeResult, type Summary } from './table.ts';

const taken = (wallMs: number, cpuMs: number, maxRssMiB: number, calls: number): Summary => ({
  wallMs,
  cpuMs,
  maxRssMiB,
  calls,
  wallsMs: [wallMs],
});

const small: SizeResult = {
  size: 1,
  minimum: { 'ecs:A': 1 },
  requests: { 'ecs:A': 1 },
  bareRequests: { 'ecs:A': 1 },
  paced: taken(1000, 500, 100, 1),
  barePaced: taken(1000, 400, 90, 1),
  free: taken(1000, 500, 110, 1),
  bareFree: taken(1000, 400, 90, 1),
  polite: null,
};

const large: SizeResult = {
  size: 10,
  minimum: { 'ecs:A': 10, 'ecs:B': 10 },
  requests: { 'ecs:A': 10, 'ecs:B': 12 },
  bareRequests: { 'ecs:A': 10, 'ecs:B': 11 },
  paced: taken(2400, 9000, 300, 22),
  barePaced: taken(2000, 1000, 100, 21),
  free: taken(3000, 9000, 200, 22),
  bareFree: taken(2000, 1000, 100, 21),
  polite: taken(4200, 9000, 300, 22),
};

test('what was measured, what it cost too much, and which aims were missed', () => {
  expect(tableOf([small, large], 151).split('\n')).toEqual([
    'services  calls  minimum  ratio  wall s  bare s  ratio  unpaced s  bare s  ratio  cpu s  bare  RSS MiB  bare',
    '       1      1        1   1.00     1.0     1.0   1.00        1.0     1.0   1.00    0.5   0.4      110    90',
    '      10     22       20   1.10     2.4     2.0   1.20        3.0     2.0   1.50    9.0   1.0      300   100',
    "At the default share of AWS's rates, 10 services take 4.2 s.",
    'Calls that differ from the minimum at 10 services:',
    '  ecs:B: 12, where 10 would do',
    'The bare script differs from the minimum:',
    '  ecs:B: the bare script made 11, not 10',
    'Aims, at the largest size:',
    '  MISSED  calls at most 1.05 x the minimum: 1.10',
    "  met     wall at most 1.2 x bare at AWS's rates: 1.20",
    '  MISSED  wall at most 1.2 x bare without a rate: 1.50',
    '  MISSED  memory at most 256 MiB: 300',
    '  MISSED  growth linear: CPU a service at 10 at most 1.5 x that at 1: 1.80',
    '  MISSED  --version within 150 ms: 151',
  ]);
});

test.each([
  [[1], 1],
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
])('the median of %j', (values, median) => {
  expect(medianOf(values)).toBe(median);
});
