import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { admitsPort } from './algebra/admits.ts';
import { isEmpty } from './algebra/addresses.ts';
import { addressesOfPeer } from './algebra/coverage.ts';
import { describeRule } from './algebra/describe.ts';
import { publicPart } from './algebra/public.ts';
import { normalise, type Rule } from './algebra/rule.ts';
import { namesIn, rulesOf } from './deployed.ts';
import { declaredVpc, NO_VPC } from './subjects.ts';

/** SSH, RDP and SMB. */
const ADMIN_PORTS = [22, 3389, 445];

export default defineCheck({
  id: 'sg/no-admin-ports',
  title: 'No security group of the VPC opens ports of administrators to the internet',
  risk: 'Passwords of shells and desktops are guessed from all over the world, day and night.',
  remediation: 'Revoke the rule, and reach machines by Session Manager.',
  fix: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'new ec2.BastionHostLinux(this, "<id>", { vpc }) // by Session Manager, without an open port',
  },
  severity: 'critical',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-13',
  ],
  controls: [
    'Security Hub 2026-08 EC2.13',
    'Security Hub 2026-08 EC2.14',
    'CIS AWS 3.0.0 5.2',
    'CIS AWS 3.0.0 5.3',
    'CIS AWS 5.0.0 5.1.2',
    'CIS AWS 5.0.0 5.3',
    'CIS AWS 5.0.0 5.4',
    'CIS AWS 6.0.0 6.1.2',
    'CIS AWS 6.0.0 6.3',
    'CIS AWS 6.0.0 6.4',
  ],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups },
  none: NO_VPC,
  subjects: declaredVpc,

  evaluate({ vpc }, { groups }, context) {
    const expected = { ports: ADMIN_PORTS, open: [] };
    const deployed = groups.get(vpc);
    if (deployed === null) return fail('The VPC does not exist.', expected, {});
    // Every VPC has a group, so that a list of none is no list.
    if (Object.keys(deployed.byId).length === 0) {
      return unknown('EC2 lists no security group of the VPC.');
    }
    const names = namesIn(deployed, []);
    const open: string[] = [];
    let isListed = false;
    let isUnreadable = false;
    for (const [id, group] of Object.entries(deployed.byId)) {
      const { rules, unreadable } = rulesOf('ingress', { id, group }, context);
      isUnreadable ||= unreadable.length > 0;
      const admitting = rules.filter((rule) => ADMIN_PORTS.some((port) => admitsPort(rule, port)));
      isListed ||= admitting.some(({ peer }) => peer.kind === 'prefix-list');
      open.push(
        ...normalise(admitting.filter(isPublic)).map(
          (rule) => `${group.name ?? id} lets in ${describeRule(rule, names)}.`,
        ),
      );
    }
    const actual = { groups: Object.keys(deployed.byId).length, open };
    if (open.length > 0) {
      const message = 'A security group opens a port of administrators to the internet.';
      return fail(message, expected, actual, { details: open });
    }
    if (isUnreadable) return unknown('Rules of a security group cannot be read.');
    if (isListed) {
      return unknown(
        'A prefix list is let in at a port of administrators, and was not looked into.',
      );
    }
    return pass(expected, actual);
  },
});

/** A group is as public as what is attached to it, and what a prefix list holds is another matter. */
function isPublic({ peer }: Rule): boolean {
  if (peer.kind !== 'cidr') return false;
  const addresses = addressesOfPeer(peer, new Map());
  return addresses !== null && !isEmpty(publicPart(addresses));
}
