import { expect, test } from '@jest/globals';
import type { Sizing } from '../../core/load/sizing.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { declarationOf } from './declaration.ts';
import { ofSentSizes, sentSizes } from './sent-size.ts';
import { specOf } from './testing/sent-staircase.ts';

const SPEC = specOf();

function sizeOf(verdict: Sizing['verdict'], declared: string): Sizing {
  return {
    ...{ resource: 'ecs main/api', verdict, reason: 'It was measured.', declared },
    ...{ margin: 1.25, recommended: '9 tasks', options: [], current: null },
  };
}

test.each<[string, Sizing['verdict'], string, Sizing['verdict'], string]>([
  ['the same size', 'HOLDS', '4 tasks', 'HOLDS', 'It was measured.'],
  [
    'a smaller size, which was not measured',
    'HOLDS',
    '1 task',
    'INCONCLUSIVE',
    'When the load was sent the declared size was 4 tasks, and now it is 1 task: the load says nothing of that.',
  ],
  [
    'a larger size, which was not measured either',
    'UNDERSIZED',
    '8 tasks',
    'INCONCLUSIVE',
    'When the load was sent the declared size was 4 tasks, and now it is 8 tasks: the load says nothing of that.',
  ],
  ['another size, of a run that is invalid', 'INVALID', '1 task', 'INVALID', 'It was measured.'],
])('%s', (_what, verdict, declared, expected, reason) => {
  const resource = 'ecs main/api';
  const sent = [{ resource, declared: '4 tasks', declaration: declarationOf(SPEC, resource) }];
  const [judged] = ofSentSizes(SPEC, [sizeOf(verdict, declared)], sent);
  // What it says nothing of has no margin either.
  const margin = expected === 'INCONCLUSIVE' ? null : 1.25;
  expect(judged).toMatchObject({ verdict: expected, reason, margin });
});

test('a service that was not declared then was not measured', () => {
  expect(ofSentSizes(SPEC, [sizeOf('HOLDS', '4 tasks')], [])).toMatchObject([
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'When the load was sent no size of ecs main/api was kept, and now it is 4 tasks: the load says nothing of that.',
    },
  ]);
});

test('of one that was kept before how it scales was, nothing is known', () => {
  const sent = [{ resource: 'ecs main/api', declared: '4 tasks', declaration: null }];
  for (const verdict of ['HOLDS', 'UNDERSIZED'] as const) {
    expect(ofSentSizes(SPEC, [sizeOf(verdict, '4 tasks')], sent)).toMatchObject([
      {
        verdict: 'INCONCLUSIVE',
        reason:
          'How the scaling and the connections of ecs main/api were declared when the load was sent is not kept: whether they were as they are declared now is not known.',
        margin: null,
        recommended: null,
      },
    ]);
  }
});

const scalingAt = (target: number) =>
  specOf(
    `minTasks: 1, maxTasks: 4, policies: { cpu: { kind: target-tracking, metric: ECSServiceAverageCPUUtilization, target: ${target} } }`,
  );
const withPool = (spec: Spec, connectionsPerTask: number): Spec => ({
  ...spec,
  load: { ...spec.load, databasePools: { 'main/api': { aurora: 'db', connectionsPerTask } } },
});
const withCluster = (change: Partial<AuroraClusterSpec>): Spec => {
  const db = SPEC.aurora?.['db'];
  if (db === undefined) throw new Error('The spec has no cluster.');
  return { ...SPEC, aurora: { db: { ...db, ...change } } };
};
const proxiedBy = (name: string) =>
  withCluster({
    ...{ pooler: 'rds-proxy', poolMode: undefined },
    proxy: { name, subnets: ['data-a', 'data-b'] },
  });
const PROXIED = proxiedBy('db');
const DATABASE = { ...sizeOf('HOLDS', '0.5 to 2 ACU'), resource: 'aurora db' };

test.each<[string, Sizing, Spec, Spec, boolean]>([
  ['the same', sizeOf('HOLDS', '4 tasks'), scalingAt(60), scalingAt(60), true],
  ['another target of a policy', sizeOf('HOLDS', '4 tasks'), scalingAt(60), scalingAt(70), false],
  ['a larger pool', sizeOf('HOLDS', '4 tasks'), withPool(SPEC, 10), withPool(SPEC, 40), false],
  ['a larger pool to the database', DATABASE, withPool(SPEC, 10), withPool(SPEC, 40), false],
  ['a policy of its service, to a database', DATABASE, scalingAt(60), scalingAt(70), true],
  ['the same pooler', DATABASE, SPEC, withCluster({ pooler: 'pgbouncer' }), true],
  ['no pooler any more', DATABASE, SPEC, withCluster({ pooler: 'none' }), false],
  ['another pooler', DATABASE, SPEC, PROXIED, false],
  ['another proxy', DATABASE, PROXIED, proxiedBy('other'), false],
  ['another mode of the pooler', DATABASE, SPEC, withCluster({ poolMode: 'session' }), false],
])('%s', (_what, size, then, now, isSame) => {
  const [judged] = ofSentSizes(now, [size], sentSizes(then, [size]));
  expect(judged).toEqual(
    isSame
      ? size
      : {
          ...size,
          verdict: 'INCONCLUSIVE',
          reason: `When the load was sent the scaling or the connections of ${size.resource} were declared otherwise: the load says nothing of it as it is declared now.`,
          margin: null,
          recommended: null,
        },
  );
});

test.each<[string, Spec, string]>([
  [
    'nothing else is known to be another',
    SPEC,
    'Not all of how aurora db was declared when the load was sent was kept: whether the load says anything of it as it is declared now is not known.',
  ],
  [
    'the pools are others',
    withPool(SPEC, 40),
    'When the load was sent the scaling or the connections of aurora db were declared otherwise: the load says nothing of it as it is declared now.',
  ],
])('how the pooler was declared was not kept, and %s', (_what, now, reason) => {
  const pools = { 'main/api': { aurora: 'db', connectionsPerTask: 10 } };
  const declaration = JSON.stringify({ maxConnections: null, pools });
  const sent = [{ resource: 'aurora db', declared: DATABASE.declared, declaration }];
  const [judged] = ofSentSizes(now, [DATABASE], sent);
  expect(judged).toMatchObject({ verdict: 'INCONCLUSIVE', reason, margin: null });
});
