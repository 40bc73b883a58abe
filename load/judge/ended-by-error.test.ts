import { expect, test } from '@jest/globals';
import type { Capacity } from '../../core/load/capacity.ts';
import type { Stop, WorkloadVerdict } from '../../core/load/load-document.ts';
import type { LoadRun } from '../../core/load/load-run.ts';
import type { ScenarioRun } from '../../core/load/scenario-run.ts';
import type { Sizing, SizingVerdict } from '../../core/load/sizing.ts';
import { endedByError, workloadEndedByError } from './ended-by-error.ts';

const SENTENCE = 'Landfall could not go on with the load test: the disk is full.';

function loadOf(verdict: SizingVerdict): LoadRun {
  const size: Sizing = {
    ...{ resource: 'ecs main/api', verdict, reason: 'It was measured.', declared: '4 tasks' },
    ...{ margin: 1.25, recommended: '2 tasks', options: [], current: null },
  };
  const at = '2026-11-29T07:00:00.000Z';
  return {
    ...{ origin: 'http://127.0.0.1:9', startedAt: at, endedAt: at, stopped: null },
    ...{ scenarios: [], services: [], databases: [], reactions: [], sizing: [size] },
  };
}

function workloadOf(verdict: SizingVerdict): WorkloadVerdict {
  const reason = 'It was measured.';
  return { scenario: 'ramp', workload: 'api', verdict, rule: 'L1', reason, evidence: { p95Ms: 5 } };
}

function searchOf(capacity: Capacity | null): ScenarioRun {
  return {
    ...{ name: 'breakpoint of api', arrivals: 'poisson', targetRequestsPerSecond: 40 },
    ...{ slo: { p95Ms: 200, errorRatio: 0.01 }, window: null, windowReason: null, p95Ms: null },
    totals: { offered: 1, completed: 1, failed: 0, dropped: 0 },
    traffic: {
      ...{ atSeconds: [], offered: [], completed: [], failed: [], dropped: [] },
      ...{ p50Ms: [], p95Ms: [], p99Ms: [] },
    },
    ...{ spectrum: [], levels: [], predicted: [], capacity },
  };
}

function capacityOf(lower: number | null, upper: number | null): Capacity {
  return {
    ...{ lowerRequestsPerSecond: lower, upperRequestsPerSecond: upper },
    headroom: {
      lower: lower === null ? null : lower / 40,
      upper: upper === null ? null : upper / 40,
    },
    ...{ ended: 'width', endedBecause: 'Both are near.' },
  };
}

const UNDECIDED = `It was measured. That decides nothing, as the load test was not all kept. ${SENTENCE}`;

test.each<[SizingVerdict, SizingVerdict, string, number | null, string | null]>([
  ['HOLDS', 'INCONCLUSIVE', UNDECIDED, null, null],
  ['OVERSIZED', 'INCONCLUSIVE', UNDECIDED, null, null],
  ['INCONCLUSIVE', 'INCONCLUSIVE', 'It was measured.', 1.25, '2 tasks'],
  ['UNDERSIZED', 'UNDERSIZED', 'It was measured.', 1.25, '2 tasks'],
  ['INVALID', 'INVALID', 'It was measured.', 1.25, '2 tasks'],
])(
  'what was %s of a test that an error ended is %s',
  (before, verdict, reason, margin, recommended) => {
    const { stopped, sizing } = endedByError(loadOf(before), { by: 'error', sentence: SENTENCE });
    expect(stopped).toBe(SENTENCE);
    expect(sizing).toMatchObject([{ verdict, reason, margin, recommended }]);
    expect(workloadEndedByError(workloadOf(before), { by: 'error', sentence: SENTENCE })).toEqual({
      ...workloadOf(before),
      verdict,
      reason,
    });
  },
);

const UNPROVEN = `Both are near. What held decides nothing, as the load test was not all kept. ${SENTENCE}`;

test.each<[what: string, before: Capacity | null, after: Capacity | null]>([
  ['none', null, null],
  ['what is not carried alone', capacityOf(null, 50), capacityOf(null, 50)],
  [
    'what is carried alone',
    capacityOf(60, null),
    { ...capacityOf(null, null), endedBecause: UNPROVEN },
  ],
  ['both', capacityOf(60, 70), { ...capacityOf(null, 70), endedBecause: UNPROVEN }],
])('of the capacity in a test that an error ended no rate is carried: %s', (_, before, after) => {
  const load: LoadRun = { ...loadOf('HOLDS'), scenarios: [searchOf(before)] };
  const { scenarios } = endedByError(load, { by: 'error', sentence: SENTENCE });
  expect(scenarios).toEqual([searchOf(after)]);
});

test.each<Stop['by'] | null>([null, 'guard', 'caller', 'generator', 'verdict'])(
  'one that ended otherwise (%s) is left as it is',
  (by) => {
    const stop = by === null ? null : { by, sentence: SENTENCE };
    const load: LoadRun = { ...loadOf('HOLDS'), scenarios: [searchOf(capacityOf(60, 70))] };
    expect(endedByError(load, stop)).toEqual(load);
    expect(workloadEndedByError(workloadOf('HOLDS'), stop)).toEqual(workloadOf('HOLDS'));
  },
);
