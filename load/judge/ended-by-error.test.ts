import { expect, test } from '@jest/globals';
import type { Stop } from '../../core/load/load-document.ts';
import type { LoadRun } from '../../core/load/load-run.ts';
import type { Sizing, SizingVerdict } from '../../core/load/sizing.ts';
import { endedByError } from './ended-by-error.ts';

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
  },
);

test.each<Stop['by'] | null>([null, 'guard', 'caller', 'generator', 'verdict'])(
  'one that ended otherwise (%s) is left as it is',
  (by) => {
    const stop = by === null ? null : { by, sentence: SENTENCE };
    expect(endedByError(loadOf('HOLDS'), stop)).toEqual(loadOf('HOLDS'));
  },
);
