import { loadBalancerAttributes } from '../../collectors/aws/elastic-load-balancing-v2/load-balancer-attributes.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

export default defineCheck({
  id: 'elb/timeouts',
  title: 'The load balancer keeps idle connections for the declared time',
  risk: 'The load balancer or the application hangs up first, and users see errors 502 and 504.',
  remediation:
    'Set the attribute idle_timeout.timeout_seconds, below the keep-alive of the application.',
  fix: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=idle_timeout.timeout_seconds,Value=<seconds>',
    cdk: 'new elbv2.ApplicationLoadBalancer(this, "<id>", { idleTimeout: Duration.seconds(<seconds>) })',
  },
  severity: 'medium',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#connection-idle-timeout',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
  ],
  controls: [],
  proves: ['security/load-balancer'],
  needs: { balancers: loadBalancers, attributes: loadBalancerAttributes },
  none: NO_BALANCERS,
  subjects: (spec) =>
    declaredBalancers(spec).map((subject) =>
      subject.declared.idleTimeoutSeconds === undefined
        ? { ...subject, notApplicable: 'The spec declares no idle timeout.' }
        : subject,
    ),

  evaluate({ name, declared }, { balancers, attributes }) {
    const expected = { idleTimeoutSeconds: declared.idleTimeoutSeconds ?? null };
    const balancer = balancers.get(name);
    const found = attributes.get(name);
    if (balancer === null || found === null) {
      return fail('The load balancer does not exist.', expected, {});
    }
    const resource = { resource: balancer.arn };
    const text = found['idle_timeout.timeout_seconds'];
    if (text === undefined) return unknown('AWS does not give the idle timeout.');
    const actual = { idleTimeoutSeconds: Number(text) };
    return actual.idleTimeoutSeconds === expected.idleTimeoutSeconds
      ? pass(expected, actual, resource)
      : fail('The idle timeout is another than declared.', expected, actual, resource);
  },
});
