import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, unknown } from '../../core/judgement.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';
import { arnOf } from './deployed.ts';
import { vpcOf } from './subjects.ts';

/** The default group of a VPC cannot be deleted: that it is closed is judged elsewhere. */
const DEFAULT = 'default';

export default defineCheck({
  id: 'sg/undeclared-groups',
  title: 'No security group of the VPC that is in the scope is undeclared',
  risk: 'What nobody planned lets traffic in and out by rules that nobody judged, as soon as it is attached.',
  remediation: 'Declare the security group, or delete it.',
  fix: {
    cli: 'aws ec2 delete-security-group --group-id <group>',
    cdk: 'new ec2.SecurityGroup(this, "<id>", { securityGroupName: "<name>", vpc })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html',
  ],
  controls: [],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) =>
    spec.network === undefined
      ? []
      : scopeSubject(spec, 'securityGroups', Object.keys(spec.securityGroups ?? {})).map(
          (subject) => ({ ...subject, vpc: vpcOf(spec) }),
        ),

  evaluate({ vpc, ...subject }, { groups, tagged }, context) {
    const found = groups.get(vpc);
    if (found === null) return fail('The VPC does not exist.', { undeclared: 0 }, {});
    const listed = Object.entries(found.byId).flatMap(([id, group]) =>
      group.name === null ? [] : [{ name: group.name, arn: arnOf({ id, group }, context) }],
    );
    if (listed.length < Object.keys(found.byId).length) {
      return unknown('AWS does not say what a security group of the VPC is called.');
    }
    return judgeUndeclared(
      { one: 'A security group', many: 'security groups' },
      subject,
      listed.filter(({ name }) => name !== DEFAULT),
      tagged,
    );
  },
});
