import type { TargetGroupItem } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './health-check.ts';
import { groupArtifact, groupSubject } from './testing/fixtures.ts';

const group = (facts: Partial<TargetGroupItem> = {}) => ({
  groups: { workers: groupArtifact(facts) },
});
const checking = (facts: Partial<TargetGroupItem['healthCheck']>) =>
  group({ healthCheck: { ...groupArtifact().healthCheck, ...facts } });
const OTHER = 'The target group or its health check is not as declared.';
const UNTOLD = 'AWS does not give all settings of the target group.';

testCheck(check, groupSubject(), {
  pass: [{ name: 'as declared', artifacts: group() }],
  fail: [
    {
      name: 'absent from AWS',
      artifacts: { groups: { workers: null } },
      message: 'The target group does not exist.',
    },
    {
      name: 'targets are instances',
      artifacts: group({ targetType: 'instance' }),
      message: OTHER,
      details: ['Another targetType is deployed.'],
    },
    { name: 'another port', artifacts: group({ port: 80 }), message: OTHER },
    { name: 'another protocol', artifacts: group({ protocol: 'HTTPS' }), message: OTHER },
    { name: 'another path', artifacts: checking({ path: '/' }), message: OTHER },
    {
      name: 'codes that let errors pass',
      artifacts: checking({ codes: '200-499' }),
      message: OTHER,
    },
    { name: 'another interval', artifacts: checking({ intervalSeconds: 300 }), message: OTHER },
    {
      name: 'another healthy threshold',
      artifacts: checking({ healthyThreshold: 10 }),
      message: OTHER,
    },
    {
      name: 'another unhealthy threshold',
      artifacts: checking({ unhealthyThreshold: 10 }),
      message: OTHER,
    },
    { name: 'health is not checked', artifacts: checking({ enabled: false }), message: OTHER },
    {
      name: 'one setting is left out, and another one is wrong',
      artifacts: checking({ path: null, codes: '200-499' }),
      message: OTHER,
      details: ['Another codes is deployed.'],
    },
  ],
  unknown: [
    ...(
      [
        'enabled',
        'path',
        'codes',
        'intervalSeconds',
        'healthyThreshold',
        'unhealthyThreshold',
      ] as const
    ).map((fact) => ({
      name: `AWS leaves out ${fact} of the health check`,
      artifacts: checking({ [fact]: null }),
      message: UNTOLD,
    })),
    ...(['targetType', 'port', 'protocol'] as const).map((fact) => ({
      name: `AWS leaves out ${fact}`,
      artifacts: group({ [fact]: null }),
      message: UNTOLD,
    })),
  ],
  error: [
    {
      name: 'denied',
      artifacts: { groups: { workers: denied('elasticloadbalancing:DescribeTargetGroups') } },
      message: 'AWS denied elasticloadbalancing:DescribeTargetGroups.',
    },
  ],
});
