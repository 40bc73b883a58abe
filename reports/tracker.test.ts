import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { migrationPlanOf } from '../core/migration-plan.ts';
import type { StatementId } from '../core/statements.ts';
import { trackerOf } from '../core/tracker.ts';
import { renderEvidence, renderEvidenceList } from './evidence.ts';
import { hostileReport, OBEYED } from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';
import { renderTracker } from './tracker.ts';

const LOGGING: StatementId = 'ecs/logging';
const ROLLOUTS: StatementId = 'ecs/safe-rollouts';
const CHECKS = [
  { id: 'ecs/steady', proves: [LOGGING] },
  { id: 'ecs/rollout', proves: [ROLLOUTS] },
];

const report = reportOf(
  [
    finding({ expected: { count: 2 }, actual: { count: 2 } }),
    finding({ subject: 'main/worker' }),
    finding({ check: 'ecs/rollout', status: 'fail', message: 'A failed rollout stays.' }),
  ],
  { migrationPlan: migrationPlanOf(CHECKS) },
);
const tracker = trackerOf(report);

test('the tracker has the form of the plan, and each mark its findings', () => {
  const text = renderTracker(report);
  expect(text.split('\n').slice(0, 9)).toEqual([
    '# Phase 2: AWS migration',
    '',
    '- **Status:** FAILED',
    '- **Progress:** 1 of 54 statements proved (1 %)',
    `- **Evidence:** run ${report.run.id} · smoke of demo · 123456789012 eu-west-1 · 2026-11-23T08:00:00Z · NO-GO`,
    '',
    '| sub-phase | status | proved | disproved | open | summary |',
    '| --- | --- | ---: | ---: | ---: | --- |',
    '| 2.1 ECS Fargate | ❌ FAILED | 1 | 1 | 9 | `phase2/ecs/summary` |',
  ]);
  expect(text).toContain(
    [
      '- ❌ A failed rollout is rolled back, and never stops all tasks.',
      '  - fail: ecs/rollout › main/api: A failed rollout stays.',
      '- ✅ Containers log to the group of their service.',
      '  - pass: ecs/steady (2)',
      '- 🔄 Containers run without privileges that they do not need. _No check verifies it._',
    ].join('\n'),
  );
});

test('the evidence of a sub-phase is every finding with what was expected and seen', () => {
  const [ecs] = tracker.subPhases;
  if (ecs === undefined) throw new Error('the tracker has no sub-phase');
  const text = renderEvidence(ecs, tracker, report, false);
  expect(text).toMatch(/^phase2\/ecs\/summary {2}2\.1 ECS Fargate: disproved\n/);
  expect(text).toContain(
    [
      'PROVED: Containers log to the group of their service.',
      '  pass  ecs/steady › main/api',
      '      = count: 2',
      '  pass  ecs/steady › main/worker',
    ].join('\n'),
  );
});

test('the list has a key for each sub-phase', () => {
  expect(renderEvidenceList(tracker).split('\n').slice(0, 2)).toEqual([
    'phase2/ecs/summary        disproved  1 of 11 statements proved  2.1 ECS Fargate',
    'phase2/aurora/summary     open       0 of 10 statements proved  2.2 Aurora PostgreSQL',
  ]);
});

test('whatever the names, nothing of AWS is markup or a command', () => {
  fc.assert(
    fc.property(hostileReport, (hostile) => {
      const tracked = trackerOf(hostile);
      const markdown = renderTracker(hostile);
      expect(markdown.match(/^- [✅❌🔄]/gmu)).toHaveLength(2);
      expect(markdown).not.toContain('<');
      expect(markdown).not.toMatch(/https?:/);
      const [ecs] = tracked.subPhases;
      if (ecs === undefined) throw new Error('the tracker has no sub-phase');
      const evidence = renderEvidence(ecs, tracked, hostile, false);
      for (const [name, obeyed] of Object.entries(OBEYED)) {
        expect([name, obeyed.test(evidence)]).toEqual([name, false]);
      }
    }),
  );
});

test('a document that does not say what proves the plan has no tick, and says so', () => {
  const text = renderTracker({ ...report, migrationPlan: null });
  expect(text).not.toContain('✅');
  expect(text).toContain('- **Progress:** 0 of 54 statements proved (0 %)');
  expect(text).toContain(
    '- 🔄 Containers log to the group of their service. _It is not known: the document does not say which checks prove it._',
  );
});

test('it says where a sandbox was asked instead of AWS', () => {
  const sandbox = { ...report, endpoint: 'http://127.0.0.1:5000' };
  const [ecs] = tracker.subPhases;
  if (ecs === undefined) throw new Error('the tracker has no sub-phase');
  expect(renderTracker(sandbox)).toContain(' · not AWS but http&#8203;://127.0.0.1:5000');
  expect(renderEvidence(ecs, tracker, sandbox, false)).toContain(
    ' · not AWS but http://127.0.0.1:5000',
  );
});
