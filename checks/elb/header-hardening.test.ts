import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './header-hardening.ts';
import { attributed, balancerSubject } from './testing/fixtures.ts';

const hardened = (drops?: string, mode?: string) =>
  attributed({
    ...(drops !== undefined && { 'routing.http.drop_invalid_header_fields.enabled': drops }),
    ...(mode !== undefined && { 'routing.http.desync_mitigation_mode': mode }),
  });
const PASSED_ON = 'The load balancer passes dangerous requests on.';

testCheck(check, balancerSubject(), {
  pass: [
    { name: 'defensive', artifacts: hardened('true', 'defensive') },
    { name: 'strictest', artifacts: hardened('true', 'strictest') },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...hardened('true', 'defensive'), balancers: { public: null } },
      message: 'The load balancer does not exist.',
    },
    {
      name: 'invalid headers',
      artifacts: hardened('false', 'defensive'),
      message: PASSED_ON,
      details: ['Invalid headers are passed on.'],
    },
    {
      name: 'desync, and nothing is said of headers',
      artifacts: hardened(undefined, 'monitor'),
      message: PASSED_ON,
      details: ['Desync is mitigated in the mode monitor.'],
    },
  ],
  unknown: [hardened('true'), hardened(undefined, 'defensive')].map((artifacts, index) => ({
    name: `AWS leaves one out: ${index}`,
    artifacts,
    message: 'AWS does not give all attributes of the load balancer.',
  })),
  error: [
    {
      name: 'the attributes are denied',
      artifacts: {
        ...hardened(),
        attributes: { public: denied('elasticloadbalancing:DescribeLoadBalancerAttributes') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeLoadBalancerAttributes.',
    },
  ],
});
