import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeExact } from './exact.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

export default defineCheck({
  id: 'sg/ingress-exact',
  title: 'Security group lets in the declared traffic and nothing else',
  risk: 'A port is open to someone whom nobody meant to let in, or a client is shut out after the cutover.',
  remediation:
    'Authorise the missing ingress rules, revoke those that are not declared, or declare them.',
  fix: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'group.addIngressRule(ec2.Peer.securityGroupId("<client-group>"), ec2.Port.tcp(<port>))',
  },
  severity: 'critical',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  ],
  controls: [],
  proves: ['security/security-groups', 'ecs/service-boundaries'],
  needs: { groups: securityGroups, lists: groupPrefixLists },
  none: NO_GROUPS,
  subjects: declaredGroups,
  evaluate: (subject, artifacts, context) => judgeExact('ingress', subject, artifacts, context),
});
