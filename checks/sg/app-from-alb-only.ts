import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { admitsPort } from './algebra/admits.ts';
import { beyond } from './algebra/coverage.ts';
import { describeRule } from './algebra/describe.ts';
import { normalise, type Rule } from './algebra/rule.ts';
import { declaredRules } from './declared.ts';
import { arnOf, groupNamed, idsNamed, namesIn, rulesOf, SEVERAL } from './deployed.ts';
import { declaredGroups, type GroupSubject } from './subjects.ts';

interface BalancedGroup extends GroupSubject {
  /** The container ports that load balancers send to. */
  readonly ports: readonly number[];
  /** The security groups of each of these load balancers. */
  readonly balancers: readonly (readonly string[])[];
}

export default defineCheck({
  id: 'sg/app-from-alb-only',
  title:
    'The container port of the service is open to the load balancer and to declared groups alone',
  risk: 'Whatever gets an address in the VPC talks to the service behind the back of the load balancer and its WAF.',
  remediation:
    'Replace the rule by one that names the security group of the load balancer and the container port.',
  fix: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'service.connections.allowFrom(loadBalancer, ec2.Port.tcp(<port>))',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  ],
  controls: [],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups },
  none: 'The spec declares no service behind a load balancer.',
  subjects: balancedGroups,

  evaluate({ vpc, group: name, declared, ports, balancers }, { groups }, context) {
    const groupRules = declared.ingress.filter(({ from }) => from.group !== undefined);
    const clients = groupRules.flatMap(({ from }) => from.group ?? []);
    const expected = { ports, loadBalancers: balancers, clients };

    const deployed = groups.get(vpc);
    const found = groupNamed(deployed, name);
    if (found === null) return fail('The security group does not exist.', expected, {});
    if (found === 'several') return unknown(SEVERAL);

    const { rules, unreadable } = rulesOf('ingress', found, context);
    const admitting = rules.filter((rule) => ports.some((port) => admitsPort(rule, port)));
    const at = (id: string): readonly Rule[] =>
      ports.map((port) => ({
        direction: 'ingress',
        protocol: 'tcp',
        ports: { from: port, to: port + 1 },
        peer: { kind: 'group', id, account: null },
      }));
    const idsOf = (group: string) => (group === 'self' ? [found.id] : idsNamed(deployed, group));
    const peers = declaredRules(
      'ingress',
      name,
      { ...declared, ingress: groupRules },
      { group: idsOf, prefixList: () => [] },
    ).rules;
    const admissible = [...balancers.flat().flatMap(idsOf).flatMap(at), ...peers];
    // What a rule admits beyond the container port is judged where rules are compared whole.
    const others = beyond(
      admitting.flatMap((rule) => cutTo(rule, ports)),
      admissible,
    );
    // One of its groups is enough; a group that is not there lets nothing through.
    const shutOut = balancers.filter(
      (own) => !own.flatMap(idsOf).some((id) => beyond(at(id), rules).length === 0),
    );
    const names = namesIn(deployed, []);
    const tell = (some: readonly Rule[]) =>
      normalise(some).map((rule) => describeRule(rule, names));
    const actual = { ingress: tell(admitting), others: tell(others) };
    const resource = arnOf(found, context);
    if (others.length > 0) {
      const details = tell(others).map((rule) => `Let in: ${rule}.`);
      const message = 'The container port is open to more than the load balancer.';
      return fail(message, expected, actual, { resource, details });
    }
    if (unreadable.length > 0) return unknown('Rules of the security group cannot be read.');
    return shutOut.length > 0
      ? fail('The load balancer is not let in.', expected, actual, { resource })
      : pass(expected, actual, { resource });
  },
});

/** The part of a rule for tcp, or for everything, that is about the ports. */
function cutTo(rule: Rule, ports: readonly number[]): readonly Rule[] {
  return ports.map((port) => ({ ...rule, protocol: 'tcp', ports: { from: port, to: port + 1 } }));
}

/** The groups of services that stand behind a load balancer. */
function balancedGroups(spec: Spec): readonly BalancedGroup[] {
  const balancersByTarget = new Map<string, (readonly string[])[]>();
  for (const { listeners, securityGroups: groups } of Object.values(spec.loadBalancers ?? {})) {
    const targets = Object.values(listeners).flatMap(({ targetGroup, rules = {} }) => [
      ...(targetGroup === undefined ? [] : [targetGroup]),
      ...Object.values(rules).flatMap((rule) => rule.targetGroup),
    ]);
    for (const target of targets) {
      balancersByTarget.set(target, [...(balancersByTarget.get(target) ?? []), groups]);
    }
  }
  const services = Object.values(spec.clusters ?? {}).flatMap((cluster) =>
    Object.values(cluster.services),
  );
  const bindings = services.flatMap(({ loadBalancer, network }) =>
    loadBalancer === undefined
      ? []
      : [...new Set(network.securityGroups)].map((group) => ({ group, ...loadBalancer })),
  );
  const bindingsByGroup = Map.groupBy(bindings, ({ group }) => group);
  return declaredGroups(spec).flatMap((subject) => {
    const behind = bindingsByGroup.get(subject.group) ?? [];
    if (behind.length === 0 || subject.declared.role !== 'service') return [];
    const balancers = behind.flatMap(({ targetGroup }) => balancersByTarget.get(targetGroup) ?? []);
    return [
      {
        ...subject,
        ports: [...new Set(behind.map(({ port }) => port))],
        balancers,
      },
    ];
  });
}
