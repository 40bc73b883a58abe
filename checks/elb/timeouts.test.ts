import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './timeouts.ts';
import { attributed, balancerSubject } from './testing/fixtures.ts';

const KEY = 'idle_timeout.timeout_seconds';

testCheck(check, balancerSubject({ idleTimeoutSeconds: 60 }), {
  pass: [{ name: 'as declared', artifacts: attributed({ [KEY]: '60' }) }],
  fail: [
    {
      name: 'absent',
      artifacts: { ...attributed({ [KEY]: '60' }), balancers: { public: null } },
      message: 'The load balancer does not exist.',
    },
    ...['61', '4000', 'soon'].map((text) => ({
      name: `${text} instead`,
      artifacts: attributed({ [KEY]: text }),
      message: 'The idle timeout is another than declared.',
    })),
  ],
  unknown: [
    {
      name: 'AWS does not say',
      artifacts: attributed({}),
      message: 'AWS does not give the idle timeout.',
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
