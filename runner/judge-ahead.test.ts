import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineCheck } from '../core/check.ts';
import { defineCollector } from '../core/collector.ts';
import { evaluate } from '../core/evaluate.ts';
import { openEvidence } from '../core/evidence.ts';
import { fail, pass } from '../core/judgement.ts';
import { plan } from '../core/plan.ts';
import type { ArtifactRecord, Snapshot } from '../core/snapshot.ts';
import type { Spec } from '../core/spec/spec.ts';
import { defineSuite } from '../core/suite.ts';
import { judgeAhead } from './judge-ahead.ts';

const collectorOf = (id: string) =>
  defineCollector({
    id,
    title: id,
    operations: [],
    item: z.int(),
    keys: () => ['a', 'b'],
    collect: () => Promise.resolve({}),
  });
const [sizes, counts, others] = [
  collectorOf('test/sizes'),
  collectorOf('test/counts'),
  collectorOf('test/others'),
];

const checkOf = (id: string, needs: Record<string, typeof sizes>) =>
  defineCheck({
    id,
    title: id,
    risk: 'r',
    remediation: 'm',
    fix: { cli: 'aws <service> <command>', cdk: 'new <Construct>()' },
    controls: [],
    proves: [],
    severity: 'high',
    resourceType: 'AWS::Test::Thing',
    references: ['https://docs.aws.amazon.com/'],
    needs,
    none: 'The spec declares no thing.',
    subjects: ({ aurora }) =>
      Object.keys(aurora ?? {}).map((name) => ({ name, path: ['aurora', name] })),
    evaluate: ({ name }, artifacts) => {
      const seen = Object.values(artifacts).map((artifact) => artifact.get(name));
      return seen.every((value) => value !== null)
        ? pass({ name }, { seen: seen.join() })
        : fail('A thing is missing.', { name }, {});
    },
  });

const spec = { deployment: 'd', aurora: { a: {}, b: {} } } as unknown as Spec;
const planned = plan(
  defineSuite({
    id: 't',
    title: 't',
    when: 't',
    checks: [
      checkOf('test/one', { sizes }),
      checkOf('test/two', { sizes, counts }),
      checkOf('test/three', { others }),
    ],
  }),
  spec,
);

const start: Snapshot = {
  formatVersion: 1,
  specDigest: 'x',
  suite: 't',
  account: '123456789012',
  region: 'us-east-1',
  partition: 'aws',
  endpoint: null,
  takenAt: '2026-11-23T12:00:00.000Z',
  stopped: null,
  artifacts: {},
  calls: [],
};
const positionOf = () => ({ line: 7, column: 3 });

const collected = (first: number): ArtifactRecord => ({
  state: 'collected',
  items: {
    a: { state: 'present', value: first, calls: ['call-a'] },
    b: { state: 'absent', calls: ['call-b'] },
  },
});
const failed: ArtifactRecord = {
  state: 'failed',
  cause: {
    kind: 'bug',
    operation: null,
    code: null,
    message: 'The collector failed.',
    action: null,
    calls: [],
  },
};
const rowsOf = (judged: ReadonlyMap<{ check: { id: string } }, unknown>) =>
  [...judged.keys()].map(({ check }) => check.id);

test('a check is judged once all that it needs was collected, as it would be at the end', async () => {
  const ahead = judgeAhead(planned, start, positionOf);
  ahead.add(sizes, collected(1));
  await sleep(5);
  expect(rowsOf(ahead.end())).toEqual(['test/one', 'test/one']);

  const whole = judgeAhead(planned, start, positionOf);
  whole.add(sizes, collected(1));
  await sleep(5);
  whole.add(counts, collected(2));
  await sleep(5);
  const judged = whole.end();
  expect(rowsOf(judged)).toEqual(['test/one', 'test/one', 'test/two', 'test/two']);

  const artifacts = {
    'test/sizes': collected(1),
    'test/counts': collected(2),
    'test/others': collected(3),
  };
  const evidence = openEvidence({ ...start, artifacts });
  const findings = evaluate(planned, evidence, positionOf, judged);
  expect(findings).toEqual(evaluate(planned, evidence, positionOf));
  expect(findings.map(({ status }) => status)).toEqual([
    'pass',
    'fail',
    'pass',
    'fail',
    'pass',
    'fail',
  ]);
});

test('what could not be collected is left for the end, when it is known whether the run was stopped', async () => {
  const ahead = judgeAhead(planned, start, positionOf);
  ahead.add(sizes, collected(1));
  ahead.add(counts, failed);
  ahead.add(others, failed);
  await sleep(5);
  const judged = ahead.end();
  expect(rowsOf(judged)).toEqual(['test/one', 'test/one']);
  const artifacts = {
    'test/sizes': collected(1),
    'test/counts': failed,
    'test/others': failed,
  };
  const stopped = openEvidence({ ...start, artifacts, stopped: 'The run was interrupted.' });
  expect(evaluate(planned, stopped, positionOf, judged).map(({ status }) => status)).toEqual([
    'pass',
    'fail',
    'not-checked',
    'not-checked',
    'not-checked',
    'not-checked',
  ]);
});

test('nothing is judged ahead after the end', async () => {
  const ahead = judgeAhead(planned, start, positionOf);
  ahead.add(sizes, collected(1));
  const judged = ahead.end();
  await sleep(5);
  expect(rowsOf(judged)).toEqual([]);
});
