import type { ListenerAction } from '../../collectors/aws/elastic-load-balancing-v2/actions.ts';
import {
  listeners,
  type ListenerItem,
} from '../../collectors/aws/elastic-load-balancing-v2/listeners.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { listenerRules } from '../../collectors/aws/elastic-load-balancing-v2/rules.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { LoadBalancerSpec } from '../../core/spec/sections/load-balancing.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

/** Encrypted: HTTPS of application load balancers, TLS of network load balancers. */
const SECURE: ReadonlySet<string | null> = new Set(['HTTPS', 'TLS']);
const HTTPS_PORT = 443;

export default defineCheck({
  id: 'elb/https-only',
  title: 'The load balancer serves HTTPS, and plain HTTP only to redirect to it or to refuse',
  risk: 'Sessions and credentials cross the network in the clear.',
  remediation:
    'Add an HTTPS listener, and let the default action and every rule of each HTTP listener redirect to HTTPS.',
  fix: {
    cli: 'aws elbv2 modify-listener --listener-arn <arn> --default-actions "Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}"',
    cdk: 'balancer.addListener("<id>", { port: 80, defaultAction: elbv2.ListenerAction.redirect({ protocol: "HTTPS", port: "443", permanent: true }) })',
  },
  severity: 'critical',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
  ],
  controls: ['Security Hub 2026-08 ELB.1', 'Security Hub 2026-08 ELB.18'],
  proves: ['security/tls'],
  needs: { balancers: loadBalancers, found: listeners, rules: listenerRules },
  none: NO_BALANCERS,
  subjects: (spec) =>
    declaredBalancers(spec).map((subject) =>
      isPlainByDeclaration(subject.declared)
        ? {
            ...subject,
            notApplicable: 'The spec declares an internal load balancer that serves HTTP alone.',
          }
        : subject,
    ),

  evaluate({ name, declared }, { balancers, found, rules }) {
    const expected = { httpsPorts: httpsPorts(declared), plainListeners: 'redirect or refuse' };
    const balancer = balancers.get(name);
    const list = balancer === null ? null : found.get(name);
    if (balancer === null || list === null) {
      return fail('The load balancer does not exist.', expected, {});
    }
    const resource = { resource: balancer.arn };
    const actual = {
      listeners: list.map(({ protocol, port }) => `${protocol ?? '?'}:${port ?? '?'}`),
    };
    const plain = list.filter(({ protocol }) => protocol === 'HTTP');
    const serving = plain.filter(({ defaultActions }) => defaultActions?.some(serves));
    if (serving.length > 0) {
      return fail('A plain HTTP listener serves requests.', expected, actual, {
        ...resource,
        details: serving.map((listener) => `The default action of ${nameOf(listener)} serves.`),
      });
    }
    const missing = expected.httpsPorts.filter(
      (port) => !list.some((listener) => SECURE.has(listener.protocol) && listener.port === port),
    );
    // What AWS leaves out might be the listener that is missing.
    const isWhole = list.every(({ protocol, port }) => protocol !== null && port !== null);
    if (missing.length > 0 && isWhole) {
      return fail('The load balancer does not listen for HTTPS.', expected, actual, resource);
    }
    if (!isWhole) return unknown('AWS does not give protocol and port of all listeners.');
    if (list.some(({ protocol }) => protocol !== 'HTTP' && !SECURE.has(protocol))) {
      return unknown('A listener speaks a protocol that is neither HTTP nor HTTPS.');
    }

    // Not one rule and not the default action alone: one rule that serves is enough to serve in the clear (S6).
    const byListener = new Map(
      (rules.get(name) ?? []).map((entry) => [entry.listenerArn, entry.rules]),
    );
    const plainRules = plain.map((listener) => ({
      listener,
      rules: byListener.get(listener.arn) ?? [],
    }));
    const offences = plainRules.flatMap((entry) =>
      entry.rules
        .filter(({ actions }) => actions?.some(serves))
        .map(({ priority }) => `Rule ${priority ?? '?'} of ${nameOf(entry.listener)} serves.`),
    );
    if (offences.length > 0) {
      return fail('A plain HTTP listener serves requests.', expected, actual, {
        ...resource,
        details: offences,
      });
    }
    // Each listener has a default action and each rule an action.
    const isTold = plainRules.every(
      (entry) =>
        isGiven(entry.listener.defaultActions) &&
        entry.rules.length > 0 &&
        entry.rules.every(({ actions }) => isGiven(actions)),
    );
    if (!isTold) return unknown('AWS does not give all actions of a plain HTTP listener.');
    return pass(expected, actual, resource);
  },
});

/** The declared ports of HTTPS, or the usual one: without any the rule still holds. */
function httpsPorts({ listeners: declared }: LoadBalancerSpec): readonly number[] {
  const ports = Object.values(declared)
    .filter(({ protocol }) => protocol === 'HTTPS')
    .map(({ port }) => port);
  return ports.length === 0 ? [HTTPS_PORT] : ports;
}

function isPlainByDeclaration({ scheme, listeners: declared }: LoadBalancerSpec): boolean {
  const protocols = Object.values(declared).map(({ protocol }) => protocol);
  return scheme === 'internal' && protocols.length > 0 && !protocols.includes('HTTPS');
}

/**
 * Anything but a refusal and a redirect to HTTPS; a redirect that keeps the protocol stays in the clear. What AWS leaves
 * out is not known to serve.
 */
function serves({ type, redirectProtocol }: ListenerAction): boolean {
  if (type === null || type === 'fixed-response') return false;
  return type !== 'redirect' || (redirectProtocol !== null && redirectProtocol !== 'HTTPS');
}

function isGiven(actions: readonly ListenerAction[] | null): boolean {
  return (
    actions !== null &&
    actions.length > 0 &&
    actions.every(
      ({ type, redirectProtocol }) =>
        type !== null && (type !== 'redirect' || redirectProtocol !== null),
    )
  );
}

function nameOf({ protocol, port }: ListenerItem): string {
  return `listener ${protocol ?? '?'}:${port ?? '?'}`;
}
