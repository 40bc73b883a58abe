import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { beyond } from './algebra/coverage.ts';
import { describeRule } from './algebra/describe.ts';
import { normalise, type Rule } from './algebra/rule.ts';
import { arnOf, groupNamed, idsNamed, namesIn, rulesOf, SEVERAL } from './deployed.ts';
import { declaredGroups, type GroupSubject } from './subjects.ts';

interface DatabaseGroupSubject extends GroupSubject {
  /** The ports of the Aurora clusters that the spec attaches the group to. */
  readonly ports: readonly number[];
}

export default defineCheck({
  id: 'sg/db-from-app-only',
  title:
    'Database security group lets in the declared security groups at the database port and nothing else',
  risk: 'Whatever gets an address in a trusted block, or another service, can talk to the database.',
  remediation:
    'Replace the rule by one that names the security group of the client and the database port.',
  fix: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'group.addIngressRule(ec2.Peer.securityGroupId("<client-group>"), ec2.Port.tcp(<port>))',
  },
  severity: 'critical',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html',
  ],
  controls: [],
  proves: ['security/security-groups', 'aurora/protection'],
  needs: { groups: securityGroups },
  none: 'The spec declares no security group of a database.',
  subjects: databaseGroups,

  evaluate({ vpc, group: name, declared, ports }, { groups }, context) {
    const clients = declared.ingress.flatMap(({ from }) => from.group ?? []);
    const expected = { ports, clients };

    const deployed = groups.get(vpc);
    const found = groupNamed(deployed, name);
    if (found === null) return fail('The security group does not exist.', expected, {});
    if (found === 'several') return unknown(SEVERAL);

    const { rules, unreadable } = rulesOf('ingress', found, context);
    const ids = clients.flatMap((client) =>
      client === 'self' ? [found.id] : idsNamed(deployed, client),
    );
    const admissible = ids.flatMap((id) =>
      ports.map((port): Rule => ({
        direction: 'ingress',
        protocol: 'tcp',
        ports: { from: port, to: port + 1 },
        peer: { kind: 'group', id, account: null },
      })),
    );
    const others = beyond(rules, admissible);
    const names = namesIn(deployed, []);
    const tell = (some: readonly Rule[]) =>
      normalise(some).map((rule) => describeRule(rule, names));
    const actual = { ingress: tell(rules), others: tell(others) };
    const resource = arnOf(found, context);
    if (others.length > 0) {
      const details = tell(others).map((rule) => `Let in: ${rule}.`);
      return fail(messageFor(others), expected, actual, { resource, details });
    }
    if (unreadable.length > 0) return unknown('Rules of the security group cannot be read.');
    if (rules.length === 0) {
      return fail('Nobody is let in to the database.', expected, actual, { resource });
    }
    return pass(expected, actual, { resource });
  },
});

function messageFor(others: readonly Rule[]): string {
  return others.some(({ peer }) => peer.kind !== 'group')
    ? 'The database lets in addresses, not only security groups.'
    : 'The database lets in an undeclared group, or another port than its own.';
}

/** The declared groups of databases. One that the spec attaches to no cluster has no port by which to judge it. */
function databaseGroups(spec: Spec): readonly DatabaseGroupSubject[] {
  const portsByGroup = new Map<string, number[]>();
  for (const { securityGroups: attached, port } of Object.values(spec.aurora ?? {})) {
    for (const group of attached) {
      portsByGroup.set(group, [...(portsByGroup.get(group) ?? []), port]);
    }
  }
  return declaredGroups(spec)
    .filter(({ declared }) => declared.role === 'database')
    .map((subject) => {
      const ports = portsByGroup.get(subject.group) ?? [];
      return {
        ...subject,
        ports: [...new Set(ports)],
        ...(ports.length === 0
          ? { notApplicable: 'The spec attaches the group to no Aurora cluster.' }
          : {}),
      };
    });
}
