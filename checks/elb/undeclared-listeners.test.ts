import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './undeclared-listeners.ts';

const listener = (protocol: string | null, port: number | null) => ({
  arn: 'arn:listener',
  protocol,
  port,
  defaultActions: [],
  defaultForwards: [],
  sslPolicy: null,
});
const having = (...listeners: ReturnType<typeof listener>[]) => ({
  listeners: { shop: listeners },
});
const MESSAGE = 'A listener of the load balancer is not declared.';

testCheck(
  check,
  {
    name: 'shop',
    path: ['loadBalancers', 'shop'],
    declared: ['HTTP on port 80', 'HTTPS on port 443'],
  },
  {
    pass: [
      {
        name: 'the declared listeners',
        artifacts: having(listener('HTTPS', 443), listener('HTTP', 80)),
      },
      { name: 'none', artifacts: having() },
    ],
    fail: [
      {
        name: 'another port',
        artifacts: having(listener('HTTPS', 443), listener('HTTP', 8080)),
        message: MESSAGE,
        details: ['Not declared: HTTP on port 8080.'],
      },
      {
        name: 'another protocol',
        artifacts: having(listener('HTTP', 443)),
        message: MESSAGE,
        details: ['Not declared: HTTP on port 443.'],
      },
      {
        name: 'no load balancer',
        artifacts: { listeners: { shop: null } },
        message: 'The load balancer does not exist.',
      },
    ],
    unknown: [
      {
        name: 'a listener without a port',
        artifacts: having(listener('HTTP', null)),
        message: 'AWS does not say where a listener of the load balancer listens.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { listeners: { shop: denied('elasticloadbalancing:DescribeListeners') } },
        message: 'AWS denied elasticloadbalancing:DescribeListeners.',
      },
    ],
  },
);
