import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeExact } from './exact.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

/** The rule by which EC2 lets everything out of a new group counts only when it is declared. */
export default defineCheck({
  id: 'sg/egress-exact',
  title: 'Security group lets out the declared traffic and nothing else',
  risk: 'Data can leave to where nobody meant it to go, or a task cannot reach what it needs.',
  remediation:
    'Authorise the missing egress rules, revoke those that are not declared, or declare them.',
  fix: {
    cli: 'aws ec2 revoke-security-group-egress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'new ec2.SecurityGroup(this, "<id>", { vpc, allowAllOutbound: false })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  ],
  controls: [],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups, lists: groupPrefixLists },
  none: NO_GROUPS,
  subjects: declaredGroups,
  evaluate: (subject, artifacts, context) => judgeExact('egress', subject, artifacts, context),
});
