import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { staleGroups } from '../../collectors/aws/ec2/stale-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { arnOf, groupNamed, SEVERAL } from './deployed.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

/** AWS itself tells which they are: a group of a peer is not in the list of the VPC's own. */
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
    const expected = { stale: false };
    const deployed = groups.get(vpc);
    const found = groupNamed(deployed, name);
    if (found === null) return fail('The security group does not exist.', expected, {});
    if (found === 'several') return unknown(SEVERAL);
    const isStale = (stale.get(vpc) ?? []).includes(found.id);
    const actual = { stale: isStale };
    const resource = { resource: arnOf(found, context) };
    return isStale
      ? fail('A rule names a group that is gone or out of reach.', expected, actual, resource)
      : pass(expected, actual, resource);
  },
});
