import { listeners } from '../../collectors/aws/elastic-load-balancing-v2/listeners.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, unknown } from '../../core/judgement.ts';
import { judgeNames } from '../undeclared.ts';

export default defineCheck({
  id: 'elb/undeclared-listeners',
  title: 'The load balancer listens on declared ports alone',
  risk: 'A port that nobody planned leads to targets by rules, and with a protocol, that nobody judged.',
  remediation: 'Declare the listener, or delete it.',
  fix: {
    cli: 'aws elbv2 delete-listener --listener-arn <listener>',
    cdk: 'loadBalancer.addListener("<id>", { port: 443, protocol: elbv2.ApplicationProtocol.HTTPS })',
  },
  severity: 'high',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html',
  ],
  controls: [],
  proves: ['security/load-balancer'],
  needs: { listeners },
  none: 'The spec declares no load balancer.',
  subjects: (spec) =>
    Object.entries(spec.loadBalancers ?? {}).map(([name, balancer]) => ({
      name,
      path: ['loadBalancers', name],
      declared: Object.values(balancer.listeners).map(({ protocol, port }) =>
        listenerText(protocol, port),
      ),
    })),

  evaluate({ name, declared }, artifacts) {
    const found = artifacts.listeners.get(name);
    if (found === null) return fail('The load balancer does not exist.', { undeclared: 0 }, {});
    const open = found.flatMap(({ protocol, port }) =>
      protocol === null || port === null ? [] : [listenerText(protocol, port)],
    );
    if (open.length < found.length) {
      return unknown('AWS does not say where a listener of the load balancer listens.');
    }
    return judgeNames(
      'A listener of the load balancer is not declared.',
      { listeners: open.length },
      open.filter((listener) => !declared.includes(listener)),
    );
  },
});

function listenerText(protocol: string, port: number): string {
  return `${protocol} on port ${port}`;
}
