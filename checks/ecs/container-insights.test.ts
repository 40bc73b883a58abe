import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './container-insights.ts';
import { clusterArtifact } from './testing/fixtures.ts';

const subject = { name: 'main', path: ['clusters', 'main', 'containerInsights'] };
const set = (containerInsights: string | null) => ({
  clusters: { main: clusterArtifact({ containerInsights }) },
});

testCheck(check, subject, {
  pass: ['enabled', 'enhanced'].map((value) => ({ name: value, artifacts: set(value) })) as [
    { name: string; artifacts: ReturnType<typeof set> },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { clusters: { main: null } },
      message: 'The cluster does not exist.',
    },
    { name: 'disabled', artifacts: set('disabled'), message: 'Container Insights is off.' },
  ],
  unknown: [
    {
      name: 'ECS leaves the setting out',
      artifacts: set(null),
      message: 'ECS does not give the setting of the cluster.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { clusters: { main: denied('ecs:DescribeClusters') } },
      message: 'AWS denied ecs:DescribeClusters.',
    },
  ],
});

test('a cluster that is declared without it is not judged', () => {
  const spec = {
    clusters: {
      main: { containerInsights: true, services: {} },
      spare: { containerInsights: false, services: {} },
    },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, notApplicable }) => [name, notApplicable])).toEqual([
    ['main', undefined],
    ['spare', 'The spec declares a cluster without Container Insights.'],
  ]);
});
