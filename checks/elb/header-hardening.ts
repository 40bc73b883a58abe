import { loadBalancerAttributes } from '../../collectors/aws/elastic-load-balancing-v2/load-balancer-attributes.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

const MODES = ['defensive', 'strictest'];

export default defineCheck({
  id: 'elb/header-hardening',
  title: 'The load balancer drops malformed headers and requests that services read in two ways',
  risk: 'A request that proxy and application read differently smuggles a second one past the checks.',
  remediation: 'Set the attributes that drop invalid headers and mitigate desync.',
  fix: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=routing.http.drop_invalid_header_fields.enabled,Value=true',
    cdk: 'new elbv2.ApplicationLoadBalancer(this, "<id>", { dropInvalidHeaderFields: true, desyncMitigationMode: elbv2.DesyncMitigationMode.DEFENSIVE })',
  },
  severity: 'medium',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#desync-mitigation-mode',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12',
  ],
  controls: ['Security Hub 2026-08 ELB.4', 'Security Hub 2026-08 ELB.12'],
  proves: ['security/load-balancer'],
  needs: { balancers: loadBalancers, attributes: loadBalancerAttributes },
  none: NO_BALANCERS,
  subjects: declaredBalancers,

  evaluate({ name }, { balancers, attributes }) {
    const expected = { dropsInvalidHeaders: 'true', desyncMitigation: [...MODES] };
    const balancer = balancers.get(name);
    const found = attributes.get(name);
    if (balancer === null || found === null) {
      return fail('The load balancer does not exist.', expected, {});
    }
    const resource = { resource: balancer.arn };
    const actual = {
      dropsInvalidHeaders: found['routing.http.drop_invalid_header_fields.enabled'] ?? null,
      desyncMitigation: found['routing.http.desync_mitigation_mode'] ?? null,
    };
    const details = [
      ...(actual.dropsInvalidHeaders === 'false' ? ['Invalid headers are passed on.'] : []),
      ...(actual.desyncMitigation !== null &&
      !expected.desyncMitigation.includes(actual.desyncMitigation)
        ? [`Desync is mitigated in the mode ${actual.desyncMitigation}.`]
        : []),
    ];
    if (details.length > 0) {
      const message = 'The load balancer passes dangerous requests on.';
      return fail(message, expected, actual, { ...resource, details });
    }
    if (actual.dropsInvalidHeaders !== 'true' || actual.desyncMitigation === null) {
      return unknown('AWS does not give all attributes of the load balancer.');
    }
    return pass(expected, actual, resource);
  },
});
