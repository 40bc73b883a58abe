import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './backend-encryption.ts';
import { groupArtifact, groupSubject } from './testing/fixtures.ts';

const speaking = (protocol: string | null) => ({
  groups: { workers: groupArtifact({ protocol }) },
});

testCheck(check, groupSubject({ protocol: 'HTTPS' }), {
  pass: [{ name: 'HTTPS', artifacts: speaking('HTTPS') }],
  fail: [
    {
      name: 'absent',
      artifacts: { groups: { workers: null } },
      message: 'The target group does not exist.',
    },
    {
      name: 'HTTP',
      artifacts: speaking('HTTP'),
      message: 'The load balancer speaks to the tasks in the clear.',
    },
  ],
  unknown: [
    {
      name: 'AWS does not say',
      artifacts: speaking(null),
      message: 'AWS does not give the protocol of the target group.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { groups: { workers: denied('elasticloadbalancing:DescribeTargetGroups') } },
      message: 'AWS denied elasticloadbalancing:DescribeTargetGroups.',
    },
  ],
});
