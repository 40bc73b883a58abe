import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { staleGroups } from '../../collectors/aws/ec2/stale-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { arnOf, groupNamed, SEVERAL } from './deployed.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

export default defineCheck({
  id: 'sg/stale-references',
  title: 'No rule of the security group names a group that does not exist or is out of reach',
  risk: 'The rule admits nobody, and whoever gets the id next is admitted by it.',
  remediation: 'Revoke the rule, or name a group that is there.',
  fix: {
    cli: 'aws ec2 describe-stale-security-groups --vpc-id <vpc>',
    cdk: 'group.addIngressRule(ec2.Peer.securityGroupId("<client-group>"), ec2.Port.tcp(<port>))',
  },
  severity: 'low',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html#vpc-peering-stale-groups',
  ],
  controls: [],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups, stale: staleGroups },
  none: NO_GROUPS,
  subjects: declaredGroups,

  evaluate({ vpc, group: name }, { groups, stale }, context) {
    const expected = { stale: false, missing: [] };
    const deployed = groups.get(vpc);
    const found = groupNamed(deployed, name);
    if (found === null) return fail('The security group does not exist.', expected, {});
    if (found === 'several') return unknown(SEVERAL);
    const { ingress, egress } = found.group;
    const permissions = [...(ingress ?? []), ...(egress ?? [])];
    // A group of another account cannot be looked up here.
    const own = permissions
      .flatMap((permission) => permission.groups)
      .filter(({ account }) => account === null || account === context.account);
    const missing = [...new Set(own.map(({ id }) => id))].filter(
      (id) => deployed?.byId[id] === undefined,
    );
    const isStale = (stale.get(vpc) ?? []).includes(found.id);
    const actual = { stale: isStale, missing };
    const resource = { resource: arnOf(found, context) };
    if (isStale) {
      return fail('A rule names a group that is out of reach.', expected, actual, resource);
    }
    if (missing.length > 0) {
      return fail('A rule names a group that is not in the VPC.', expected, actual, {
        ...resource,
        details: missing.map((id) => `Not in the VPC: ${id}.`),
      });
    }
    return ingress === null || egress === null || permissions.some(({ complete }) => !complete)
      ? unknown('Rules of the security group cannot be read.')
      : pass(expected, actual, resource);
  },
});
