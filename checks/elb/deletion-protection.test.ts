import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './deletion-protection.ts';
import { attributed, balancerSubject } from './testing/fixtures.ts';

const KEY = 'deletion_protection.enabled';

testCheck(check, balancerSubject(), {
  pass: [{ name: 'on', artifacts: attributed({ [KEY]: 'true' }) }],
  fail: [
    {
      name: 'absent',
      artifacts: { ...attributed({ [KEY]: 'true' }), balancers: { public: null } },
      message: 'The load balancer does not exist.',
    },
    {
      name: 'off',
      artifacts: attributed({ [KEY]: 'false' }),
      message: 'The load balancer can be deleted.',
    },
  ],
  unknown: [
    {
      name: 'AWS does not say',
      artifacts: attributed({}),
      message: 'AWS does not say whether the load balancer is protected from deletion.',
    },
  ],
  error: [
    {
      name: 'the attributes are denied',
      artifacts: {
        ...attributed({}),
        attributes: { public: denied('elasticloadbalancing:DescribeLoadBalancerAttributes') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeLoadBalancerAttributes.',
    },
  ],
});
