import { expect, test } from '@jest/globals';
import { countsOf } from '../../core/verdict.ts';
import type { IndexedRun } from './index-database.ts';
import { prunedRuns } from './prune.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 10);

/** The run of a day of November. */
function run(day: number, facts: Partial<IndexedRun> = {}): IndexedRun {
  return {
    id: String(day).padStart(2, '0'),
    series: 'smoke',
    finishedAt: new Date(Date.UTC(2026, 10, day)).toISOString(),
    verdict: 'GO',
    counts: countsOf([]),
    specDigest: '00',
    deployment: 'demo',
    suite: 'smoke',
    environment: null,
    isPartial: false,
    since: null,
    blockedOnNew: false,
    newFails: 0,
    fixed: 0,
    ...facts,
  };
}

const WEEK = [1, 2, 3, 4, 5].map((day) => run(day));

test.each<[string, readonly IndexedRun[], number | null, number | null, string[]]>([
  ['the newest are kept', WEEK, 2, null, ['01', '02', '03']],
  ['what is young enough is kept', WEEK, null, 7 * DAY, ['01', '02']],
  ['one limit is enough to stay', WEEK, 4, 7 * DAY, ['01']],
  ['the newest stays, however old', WEEK, null, DAY, ['01', '02', '03', '04']],
  [
    'what the next is compared with stays',
    [...WEEK, run(6, { isPartial: true }), run(7, { isPartial: true })],
    1,
    null,
    ['01', '02', '03', '04', '06'],
  ],
  [
    'what the next is compared with stays, where new failures alone block',
    [...WEEK, run(6, { blockedOnNew: true }), run(7, { blockedOnNew: true })],
    1,
    null,
    ['01', '02', '03', '04', '06'],
  ],
  [
    'nothing is kept for that where new failures blocked each',
    WEEK.map((one) => ({ ...one, blockedOnNew: true })),
    1,
    null,
    ['01', '02', '03', '04'],
  ],
  [
    'each series by itself',
    [...WEEK, run(0, { series: 'cutover' })],
    1,
    null,
    ['01', '02', '03', '04'],
  ],
])('%s', (_, runs, keep, olderThanMs, removed) => {
  const pruned = prunedRuns(runs, { keep, olderThanMs }, NOW);
  expect(pruned.map(({ id }) => id)).toEqual(removed);
});
