import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { describeRule } from './algebra/describe.ts';
import { normalise } from './algebra/rule.ts';
import { arnOf, groupNamed, namesIn, rulesOf, SEVERAL } from './deployed.ts';
import { declaredVpc, NO_VPC } from './subjects.ts';

export default defineCheck({
  id: 'sg/default-closed',
  title: 'The default security group of the VPC lets nothing in and nothing out',
  risk: 'What is started without a security group of its own gets one that admits all its likes.',
  remediation: 'Revoke all rules of the default security group.',
  fix: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'new ec2.Vpc(this, "<id>", { restrictDefaultSecurityGroup: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2',
  ],
  controls: [
    'Security Hub 2026-08 EC2.2',
    'CIS AWS 3.0.0 5.4',
    'CIS AWS 5.0.0 5.5',
    'CIS AWS 6.0.0 6.5',
  ],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups },
  none: NO_VPC,
  subjects: declaredVpc,

  evaluate({ vpc }, { groups }, context) {
    const expected = { ingress: [], egress: [] };
    const deployed = groups.get(vpc);
    if (deployed === null) return fail('The VPC does not exist.', expected, {});
    const found = groupNamed(deployed, 'default');
    // Every VPC has one, and it cannot be deleted.
    if (found === null) return unknown('EC2 does not list the default security group of the VPC.');
    if (found === 'several') return unknown(SEVERAL);
    const names = namesIn(deployed, []);
    const ingress = rulesOf('ingress', found, context);
    const egress = rulesOf('egress', found, context);
    const tell = ({ rules }: typeof ingress) =>
      normalise(rules).map((rule) => describeRule(rule, names));
    const actual = { ingress: tell(ingress), egress: tell(egress) };
    const resource = arnOf(found, context);
    if (actual.ingress.length + actual.egress.length > 0) {
      return fail('The default security group has rules.', expected, actual, {
        resource,
        details: [
          ...actual.ingress.map((rule) => `Let in: ${rule}.`),
          ...actual.egress.map((rule) => `Let out: ${rule}.`),
        ],
      });
    }
    if (ingress.unreadable.length + egress.unreadable.length > 0) {
      return unknown('Rules of the default security group cannot be read.');
    }
    return pass(expected, actual, { resource });
  },
});
