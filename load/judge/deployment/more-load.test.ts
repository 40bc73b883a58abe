// What was seen under one load is not made better by any load that is sent beside it.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type {
  DatabaseRecord,
  ReportedMetric,
  ServiceRecord,
} from '../../../core/load/deployment-record.ts';
import { capacityRuling } from './capacity-rule.ts';
import { connectionsRuling } from './connections-rule.ts';
import { cpuRuling } from './cpu-rule.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { memoryRuling } from './memory-rule.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import type { SharedLevel } from './shared-level.ts';

const START_MS = Date.parse('2026-11-29T07:00:00.000Z');
const MINUTE_MS = 60_000;

/** Minutes of one rate, of which so many are at 97 % of everything, and the others at half of it. */
interface Level {
  readonly minutes: number;
  readonly full: number;
  readonly isDemanded?: boolean;
  /** A minute of it is not reported. */
  readonly hasGap?: boolean;
}

/** One after the other. */
function placed(levels: readonly Level[]) {
  const values: (number | null)[] = [];
  const shared = levels.map(({ minutes, full, isDemanded = true, hasGap = false }): SharedLevel => {
    const fromMs = START_MS + values.length * MINUTE_MS;
    for (let minute = 0; minute < minutes; minute += 1) {
      values.push(hasGap && minute === 0 ? null : minute < full ? 97 : 50);
    }
    const span = { fromMs, toMs: START_MS + values.length * MINUTE_MS };
    return {
      ...{ scenario: 'baseline', whole: span, steady: { kind: 'steady', span }, parts: [] },
      ...{ requestsPerSecond: 40, answeredPerSecond: 40 },
      ...{ isDemanded, isBeyondPeak: false, isAtPeak: isDemanded },
    };
  });
  return { shared, values };
}

function metric(values: readonly (number | null)[], of100 = 100): ReportedMetric {
  return {
    state: 'reported',
    periodSeconds: 60,
    points: values.flatMap((value, minute) =>
      value === null
        ? []
        : [
            {
              at: new Date(START_MS + minute * MINUTE_MS).toISOString(),
              value: (value * of100) / 100,
            },
          ],
    ),
  };
}

function counted(minutes: number): ServiceRecord['counts'] {
  return Array.from({ length: 6 * minutes + 1 }, (_, index) => ({
    at: new Date(START_MS + 10_000 * index).toISOString(),
    ...{ desired: 1, running: 1, pending: 0, healthy: null },
  }));
}

const RULES: readonly (readonly [string, (levels: readonly Level[]) => ResourceRuling])[] = [
  [
    'C1',
    (levels) => {
      const { shared, values } = placed(levels);
      const record = { cpuMaximum: metric(values) } as ServiceRecord;
      return cpuRuling({ name: 'main/api', levels: shared, record });
    },
  ],
  [
    'C2',
    (levels) => {
      const { shared, values } = placed(levels);
      const counts = counted(values.length);
      const record = { memoryMaximum: metric(values), counts } as ServiceRecord;
      return memoryRuling({ name: 'main/api', levels: shared, record, scenarios: [] });
    },
  ],
  ['D1', (levels) => capacityRuling(database(levels))],
  ['D2', (levels) => connectionsRuling(database(levels))],
];

/** A cluster of 2 ACU that takes 400 connections. */
function database(levels: readonly Level[]): LoadedDatabase {
  const { shared, values } = placed(levels);
  return {
    name: 'db',
    capacity: { minAcu: 0.5, maxAcu: 2 },
    connectionLimit: { least: 400, most: 400, isDeclared: true },
    peakRequestsPerSecond: 40,
    scenarios: [],
    levels: shared,
    record: {
      acu: metric(values, 2),
      acuUtilization: metric(values),
      connections: metric(values, 400),
    } as DatabaseRecord,
    declaredBursts: new Map(),
  };
}

const LEVEL: fc.Arbitrary<Level> = fc.record({
  minutes: fc.integer({ min: 2, max: 250 }),
  full: fc.integer({ min: 0, max: 10 }),
  isDemanded: fc.boolean(),
  hasGap: fc.boolean(),
});

test.each(RULES)(
  '%s: a size that is too small stays so, whatever is sent as well',
  (_rule, ruled) => {
    fc.assert(
      fc.property(fc.array(LEVEL, { maxLength: 3 }), LEVEL, (sent, other) => {
        fc.pre(ruled(sent).verdict === 'UNDERSIZED');
        expect(ruled([...sent, other]).verdict).toBe('UNDERSIZED');
      }),
      { numRuns: 60 },
    );
  },
);

const SOAK = { minutes: 239, full: 0 };

test.each<[string, Level, string]>([
  [
    'C1',
    { minutes: 9, full: 1 },
    'In 9 minutes the busiest task of main/api used up to 97 % of its CPU, and a fifth more would be 116 %: there is no headroom.',
  ],
  [
    'C2',
    { minutes: 9, full: 1 },
    'In 9 minutes the fullest task of main/api used up to 97 % of its memory, more than 80 %.',
  ],
  [
    'D1',
    { minutes: 24, full: 8 },
    'In 8 of 24 minutes db used 95 % or more of its 2 ACU, and 10 % of them may be.',
  ],
  [
    'D2',
    { minutes: 9, full: 1 },
    'In 9 minutes db had up to 388 connections, and it takes 400: that is more than 90 %.',
  ],
])('%s: a soak at the declared rate does not dilute what a level showed', (rule, level, reason) => {
  const ruled = RULES.find(([id]) => id === rule)?.[1];
  for (const levels of [[level], [level, SOAK], [SOAK, level]]) {
    expect(ruled?.(levels)).toMatchObject({ verdict: 'UNDERSIZED', reason });
  }
});
