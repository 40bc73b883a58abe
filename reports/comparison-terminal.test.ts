import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PastRun } from '../core/history/history.ts';
import { countsOf } from '../core/verdict.ts';
import { renderComparison, renderRuns } from './comparison-terminal.ts';
import { hostileReport, OBEYED } from './testing/hostile.ts';
import { finding } from './testing/reports.ts';

const PAGE = { width: 100, color: false, ascii: false };
const run = (id: string): PastRun => ({
  id,
  finishedAt: '2026-11-22T08:00:12.000Z',
  verdict: 'NO-GO',
  counts: countsOf([finding(), finding({ status: 'fail' })]),
  specDigest: '00',
});

const CHANGE = {
  key: '00',
  check: 'ecs/steady',
  subject: 'main/api',
  severity: 'high',
  specChanged: false,
} as const;

test('two runs, what differs, and where their specs do', () => {
  const text = renderComparison(
    {
      since: run('ONE'),
      to: run('TWO'),
      changes: [
        { ...CHANGE, kind: 'new', before: 'pass', after: 'fail', specChanged: true },
        { ...CHANGE, kind: 'fixed', before: 'fail', after: 'pass' },
        { ...CHANGE, kind: 'changed', before: 'waived', after: 'fail' },
        { ...CHANGE, kind: 'gone', before: 'fail', after: null },
      ],
      still: 2,
      specChanges: ['/clusters/main', ''],
    },
    { ...PAGE, verbose: false },
  );
  expect(text).toBe(
    [
      '  from  ONE 2026-11-22 08:00Z ✖ NO-GO 1 fail, 1 pass',
      '  to    TWO 2026-11-22 08:00Z ✖ NO-GO 1 fail, 1 pass',
      '',
      '  +1 new fail, 1 no longer waived, -1 fixed, 1 no longer judged, 2 still failing',
      '  new fail  ecs/steady › main/api (was pass, is fail; the spec changed there)',
      '  no longer waived  ecs/steady › main/api (was waived, is fail)',
      '  fixed  ecs/steady › main/api (was fail, is pass)',
      '  no longer judged  ecs/steady › main/api (was fail, is not there)',
      '  the spec changed  /clusters/main, the whole of it',
      '',
    ].join('\n'),
  );
});

test('more than five of a kind are counted, unless all are asked for', () => {
  const change = { ...CHANGE, kind: 'new', before: 'pass', after: 'fail' } as const;
  const changes = { since: run('ONE'), to: run('TWO'), still: 0, specChanges: [] };
  const many = { ...changes, changes: Array.from({ length: 8 }, () => change) };
  const brief = renderComparison(many, { ...PAGE, verbose: false });
  expect(brief.match(/main\/api/g)).toHaveLength(5);
  expect(brief).toContain('new fail  and 3 more');
  expect(renderComparison(many, { ...PAGE, verbose: true }).match(/main\/api/g)).toHaveLength(8);
});

test('without a stored run it says so', () => {
  expect(renderRuns([], PAGE)).toBe('No run is stored.\n');
});

test('never holds what a terminal or a CI system would obey', () => {
  fc.assert(
    fc.property(hostileReport, fc.boolean(), ({ history, deployment }, ascii) => {
      if (history === null) return;
      const { since } = history;
      const row = { suite: deployment, environment: deployment, deployment, since: since.id };
      const text =
        renderComparison({ ...history, to: since }, { ...PAGE, ascii, verbose: true }) +
        renderRuns([{ ...since, ...row, isPartial: true, newFails: 1, fixed: 2 }], PAGE);
      for (const pattern of Object.values(OBEYED)) expect(text).not.toMatch(pattern);
    }),
  );
});
