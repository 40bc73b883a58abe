import { listeners } from '../../collectors/aws/elastic-load-balancing-v2/listeners.ts';
import { sslPolicies } from '../../collectors/aws/elastic-load-balancing-v2/ssl-policies.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { LoadBalancerSpec } from '../../core/spec/sections/load-balancing.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

const SECURE = new Set(['HTTPS', 'TLS']);
/** From the oldest; what is older than these is never allowed. */
const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;

export default defineCheck({
  id: 'elb/tls-policy',
  title: 'The load balancer speaks TLS 1.2 or later alone',
  risk: 'Users are served with a protocol that can be broken.',
  remediation: 'Modify the listener with a security policy of TLS 1.2 and 1.3.',
  fix: {
    cli: 'aws elbv2 modify-listener --listener-arn <arn> --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06',
    cdk: 'balancer.addListener("<id>", { port: 443, sslPolicy: elbv2.SslPolicy.TLS13_RES })',
  },
  severity: 'high',
  resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17',
  ],
  controls: ['Security Hub 2026-08 ELB.17'],
  proves: ['security/tls'],
  needs: { found: listeners, policies: sslPolicies },
  none: NO_BALANCERS,
  subjects: (spec) =>
    declaredBalancers(spec).map((subject) =>
      Object.values(subject.declared.listeners).some(({ protocol }) => protocol === 'HTTPS')
        ? subject
        : { ...subject, notApplicable: 'The spec declares no listener for HTTPS.' },
    ),

  evaluate({ name, declared }, { found, policies }) {
    const allowed = protocolsFrom(declared.minimumTlsVersion ?? 'TLSv1.2');
    const byPort = new Map(
      Object.values(declared.listeners).map(({ port, tlsPolicy }) => [port, tlsPolicy]),
    );
    const expected = {
      protocols: allowed,
      policies: [...byPort.values()].filter((policy) => policy !== undefined),
    };
    const list = found.get(name);
    const known = policies.get(name);
    if (list === null || known === null) {
      return fail('The load balancer does not exist.', expected, {});
    }
    // Not those of HTTPS alone. A policy on a listener without TLS is not used.
    const secure = list.filter(({ protocol }) => protocol === null || SECURE.has(protocol));
    const actual = {
      listeners: secure.map(({ port, sslPolicy }) => ({
        port,
        sslPolicy,
        protocols: sslPolicy === null ? [] : (known[sslPolicy] ?? []),
      })),
    };
    const resource = secure[0] === undefined ? {} : { resource: secure[0].arn };
    const details = actual.listeners.flatMap(({ port, sslPolicy, protocols }) => {
      const wanted = port === null ? undefined : byPort.get(port);
      return [
        ...protocols
          .filter((protocol) => !allowed.includes(protocol))
          .map((protocol) => `The listener on port ${port ?? '?'} speaks ${protocol}.`),
        ...(wanted !== undefined && sslPolicy !== null && wanted !== sslPolicy
          ? [`The listener on port ${port ?? '?'} has the policy ${sslPolicy}.`]
          : []),
      ];
    });
    if (details.length > 0) {
      const message = 'A listener speaks another TLS than declared.';
      return fail(message, expected, actual, { ...resource, details });
    }
    if (actual.listeners.length === 0) {
      return fail('No listener of the load balancer speaks TLS.', expected, actual, resource);
    }
    if (actual.listeners.some(({ protocols }) => protocols.length === 0)) {
      return unknown('AWS does not give the protocols of all listeners.');
    }
    return pass(expected, actual, resource);
  },
});

function protocolsFrom(
  oldest: NonNullable<LoadBalancerSpec['minimumTlsVersion']>,
): readonly string[] {
  return VERSIONS.slice(VERSIONS.indexOf(oldest));
}
