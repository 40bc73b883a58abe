import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineCheck, type Subject } from './check.ts';
import { defineCollector } from './collector.ts';
import { coverageOf, uncheckedAreaOf } from './coverage.ts';
import { evaluate } from './evaluate.ts';
import { openEvidence } from './evidence.ts';
import { pass } from './judgement.ts';
import { plan } from './plan.ts';
import type { Spec } from './spec/spec.ts';
import { defineSuite } from './suite.ts';

const things = defineCollector({
  id: 'test/things',
  title: 'Things',
  operations: [],
  item: z.string(),
  keys: () => [],
  collect: () => Promise.resolve({}),
});

const spec = {
  deployment: 'd',
  aurora: { a: { port: 1, readers: 0 }, ab: { port: 2, readers: 0 } },
} as unknown as Spec;

/** A check that looks at every port to find its subjects, judged on the things that are there. */
function judged(there: readonly string[], facts: Partial<Subject> = {}) {
  const check = defineCheck({
    id: 'test/check',
    title: 'A thing is there',
    risk: 'r',
    remediation: 'm',
    fix: { cli: 'aws <service> <command>', cdk: 'new <Construct>()' },
    controls: [],
    proves: [],
    severity: 'high',
    resourceType: 'AWS::Test::Thing',
    references: ['https://docs.aws.amazon.com/'],
    needs: { things },
    none: 'None.',
    subjects: ({ aurora }) =>
      Object.entries(aurora ?? {})
        .filter(([, { port }]) => port > 0)
        .map(([name]) => ({ name, path: ['aurora', name], ...facts })),
    evaluate: ({ name }, artifacts) => pass({}, { thing: artifacts.things.get(name) }),
  });
  const planned = plan(defineSuite({ id: 't', title: 't', when: 't', checks: [check] }), spec);
  const items = Object.fromEntries(
    there.map((name) => [name, { state: 'present' as const, value: name, calls: ['call'] }]),
  );
  const evidence = openEvidence({
    formatVersion: 1,
    specDigest: 'x',
    suite: 't',
    account: '123456789012',
    region: 'us-east-1',
    partition: 'aws',
    endpoint: null,
    takenAt: '2026-11-23T12:00:00.000Z',
    stopped: null,
    artifacts: { 'test/things': { state: 'collected', items } },
    calls: [],
  });
  const findings = evaluate(planned, evidence, () => ({ line: 1, column: 1 }));
  return { findings, coverage: coverageOf(spec, findings) };
}

test('a finding has what was read of its own subject, not of the others', () => {
  const { findings } = judged(['a', 'ab']);
  expect(findings.map(({ reads }) => reads)).toEqual([['/aurora/a/port'], ['/aurora/ab/port']]);
});

test('what no finding looks at is declared, not verified', () => {
  expect(judged(['a', 'ab']).coverage).toEqual({
    leaves: 4,
    verified: 2,
    unverified: ['/aurora/a/readers', '/aurora/ab/readers'],
  });
});

test('a finding does not verify what belongs to another that is undecided', () => {
  expect(judged(['a']).coverage).toMatchObject({ leaves: 4, verified: 1 });
});

test('a check of which nothing was decided verifies nothing', () => {
  expect(judged([]).coverage).toMatchObject({ leaves: 4, verified: 0 });
});

test('what of the account is looked through states nothing about it', () => {
  const scoped = { ...spec, scope: { namePrefixes: ['shop-'] } } as unknown as Spec;
  expect(coverageOf(scoped, [])).toMatchObject({ leaves: 4, verified: 0 });
});

test('a finding whose subject is one leaf verifies it', () => {
  const { findings } = judged(['a'], { path: ['aurora', 'a', 'port'] });
  expect(findings[0]?.reads).toEqual(['/aurora/a/port']);
});

test('a finding has what was read of the other places of its subject, and of them alone', () => {
  const { findings } = judged(['a'], { alsoAt: [['aurora', 'ab', 'port'], ['tables']] });
  expect(findings[0]?.reads).toEqual(['/aurora/a/port', '/aurora/ab/port']);
});

test('settings of the harness and reasons for people are no statements', () => {
  const settings = {
    version: 1,
    secrets: { key: { staticReason: 'It has to be.', kmsKeyAlias: 'alias/a' } },
    targetGroups: { web: { settleMinutes: 5 } },
    clusters: { main: { services: { web: { deployment: { settleMinutes: 5 } } } } },
  } as unknown as Spec;
  expect(coverageOf(settings, [])).toEqual({
    leaves: 1,
    verified: 0,
    unverified: ['/secrets/key/kmsKeyAlias'],
  });
});

test.each([
  ['/slo/p95Ms', 'load and sizing'],
  ['/load/connections/peak', 'load and sizing'],
  ['/loadBalancers/main/scheme', null],
  ['/migration/source/version', null],
  ['/migration/source/poolSize', 'pools of the applications'],
  ['/migration/source/poolSizes', null],
  ['/aurora/db/poolMode', null],
  ['/translation/maxLatencyMs', 'message delivery'],
  ['/cost/monthlyUsd', 'cost model'],
])('%s belongs to %s', (pointer, area) => {
  expect(uncheckedAreaOf(pointer)).toBe(area);
});
