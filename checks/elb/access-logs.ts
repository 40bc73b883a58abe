import { loadBalancerAttributes } from '../../collectors/aws/elastic-load-balancing-v2/load-balancer-attributes.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

export default defineCheck({
  id: 'elb/access-logs',
  title: 'The load balancer logs requests to the declared bucket',
  risk: 'After an incident nobody can tell who asked for what.',
  remediation: 'Set the attributes access_logs.s3.enabled and access_logs.s3.bucket.',
  fix: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=access_logs.s3.enabled,Value=true Key=access_logs.s3.bucket,Value=<bucket>',
    cdk: 'balancer.logAccessLogs(bucket)',
  },
  severity: 'medium',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5',
  ],
  controls: ['Security Hub 2026-08 ELB.5'],
  proves: ['security/load-balancer', 'security/observability'],
  needs: { balancers: loadBalancers, attributes: loadBalancerAttributes },
  none: NO_BALANCERS,
  subjects: declaredBalancers,

  evaluate({ name, declared }, { balancers, attributes }) {
    const bucket = declared.accessLogsBucket ?? null;
    const expected = { enabled: 'true', bucket: bucket ?? 'any' };
    const balancer = balancers.get(name);
    const found = attributes.get(name);
    if (balancer === null || found === null) {
      return fail('The load balancer does not exist.', expected, {});
    }
    const resource = { resource: balancer.arn };
    const enabled = found['access_logs.s3.enabled'];
    const actual = { enabled: enabled ?? null, bucket: found['access_logs.s3.bucket'] ?? null };
    if (enabled === undefined) return unknown('AWS does not say whether requests are logged.');
    if (enabled !== 'true') return fail('Requests are not logged.', expected, actual, resource);
    if (actual.bucket === null || actual.bucket === '') {
      return unknown('AWS does not say where requests are logged.');
    }
    return bucket === null || actual.bucket === bucket
      ? pass(expected, actual, resource)
      : fail('Requests are logged to another bucket.', expected, actual, resource);
  },
});
