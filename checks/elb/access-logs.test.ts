import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './access-logs.ts';
import { attributed, balancerSubject } from './testing/fixtures.ts';

const logging = (enabled?: string, bucket?: string) =>
  attributed({
    ...(enabled !== undefined && { 'access_logs.s3.enabled': enabled }),
    ...(bucket !== undefined && { 'access_logs.s3.bucket': bucket }),
  });

testCheck(check, balancerSubject({ accessLogsBucket: 'logs' }), {
  pass: [
    { name: 'to the declared bucket', artifacts: logging('true', 'logs') },
    {
      name: 'to any, where none is declared',
      subject: { ...balancerSubject() },
      artifacts: logging('true', 'other'),
    },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...logging('true', 'logs'), balancers: { public: null } },
      message: 'The load balancer does not exist.',
    },
    { name: 'off', artifacts: logging('false', 'logs'), message: 'Requests are not logged.' },
    {
      name: 'to another bucket',
      artifacts: logging('true', 'other'),
      message: 'Requests are logged to another bucket.',
    },
  ],
  unknown: [
    {
      name: 'AWS does not say whether',
      artifacts: logging(),
      message: 'AWS does not say whether requests are logged.',
    },
    ...[undefined, ''].map((bucket) => ({
      name: `AWS does not say where: ${String(bucket)}`,
      artifacts: logging('true', bucket),
      message: 'AWS does not say where requests are logged.',
    })),
  ],
  error: [
    {
      name: 'the attributes are denied',
      artifacts: {
        ...logging(),
        attributes: { public: denied('elasticloadbalancing:DescribeLoadBalancerAttributes') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeLoadBalancerAttributes.',
    },
  ],
});
