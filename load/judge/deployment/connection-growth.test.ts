import { expect, test } from '@jest/globals';
import type { DatabaseRecord, ReportedMetric } from '../../../core/load/deployment-record.ts';
import { connectionGrowth } from './connection-growth.ts';
import type { SharedLevel } from './shared-level.ts';

const START_MS = Date.parse('2026-11-29T07:00:00.000Z');
const MINUTES = 120;
const WHOLE = { fromMs: START_MS, toMs: START_MS + MINUTES * 60_000 };

/** Two hours at seventy per cent of the declared rate. */
const SOAK: SharedLevel = {
  ...{ scenario: 'soak', whole: WHOLE, steady: { kind: 'steady', span: WHOLE }, parts: [] },
  ...{ requestsPerSecond: 28, answeredPerSecond: 28 },
  ...{ isDemanded: false, isBeyondPeak: false, isAtPeak: false },
};

function open(countAt: (minute: number) => number): ReportedMetric {
  return {
    state: 'reported',
    periodSeconds: 60,
    points: Array.from({ length: MINUTES }, (_, minute) => ({
      at: new Date(START_MS + minute * 60_000).toISOString(),
      value: countAt(minute),
    })),
  };
}

/** Of a cluster that takes 400. */
function ruled(connections: ReportedMetric, level = SOAK) {
  const ruling = connectionGrowth({
    name: 'db',
    levels: [level],
    record: { connections } as DatabaseRecord,
    connectionLimit: { least: 400, most: 400, isDeclared: true },
  });
  return ruling === null ? null : { verdict: ruling.verdict, reason: ruling.reason };
}

test.each<[string, (minute: number) => number]>([
  ['do not move', () => 80],
  ['sway', (minute) => 80 + (minute % 7)],
  ['are opened by another task', (minute) => (minute < 60 ? 80 : 90)],
  ['are given back', (minute) => 200 - minute],
])('connections that %s do not grow', (_what, countAt) => {
  expect(ruled(open(countAt))).toBeNull();
});

test.each<[string, ReportedMetric, SharedLevel, string]>([
  [
    'grow from a fifth to more than four fifths of what it takes',
    open((minute) => 80 + Math.floor((260 * minute) / MINUTES)),
    SOAK,
    'In the soak the connections of db grew by 130 an hour (130 to 130): at 337 now, they are more than 90 % of what it takes within 0.177 hours, unless they stop growing, which a longer soak would show.',
  ],
  [
    'were not seen',
    { state: 'unseen', why: 'AWS denied it.' },
    SOAK,
    'In the soak: The number of connections of db was not seen. AWS denied it.',
  ],
  [
    'were not at rest',
    open(() => 80),
    { ...SOAK, steady: { kind: 'none', reason: 'The requests in flight grew.' } },
    'In the soak: The requests in flight grew.',
  ],
])('connections that %s are not known to suffice', (_what, connections, level, reason) => {
  expect(ruled(connections, level)).toEqual({ verdict: 'INCONCLUSIVE', reason });
});
