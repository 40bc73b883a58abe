import { subnets as deployedSubnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { NO_VPC } from './deployed.ts';
import { declaredNetwork, NO_NETWORK } from './subjects.ts';

export default defineCheck({
  id: 'network/undeclared-subnets',
  title: 'The VPC has no subnet that is not declared',
  risk: 'A subnet that nobody planned has routes, rules and addresses that nobody judged.',
  remediation: 'Declare the subnet, or delete it.',
  fix: {
    cli: 'aws ec2 delete-subnet --subnet-id <subnet>',
    cdk: 'new ec2.Vpc(this, "<id>", { subnetConfiguration: [{ name: "<name>", subnetType: ec2.SubnetType.<type>, cidrMask: <bits> }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::VPC',
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html'],
  controls: [],
  proves: ['security/vpc'],
  needs: { subnets: deployedSubnets },
  none: NO_NETWORK,
  subjects: (spec) => declaredNetwork(spec, 'subnets'),

  evaluate({ vpc, declared }, { subnets }) {
    const expected = { undeclared: [] };
    const found = subnets.get(vpc);
    if (found === null) return fail(NO_VPC, expected, {});
    const names = Object.keys(declared.subnets);
    const undeclared = Object.entries(found)
      .filter(([, { name }]) => name === null || !names.includes(name))
      .map(([id, { name, cidr }]) => ({ id, name, cidr }));
    const actual = { subnets: Object.keys(found).length, undeclared };
    return undeclared.length === 0
      ? pass(expected, actual)
      : fail('A subnet of the VPC is not declared.', expected, actual, {
          details: undeclared.map(
            ({ id, name, cidr }) => `${id}: ${name ?? 'no name'}, ${cidr ?? 'unknown block'}.`,
          ),
        });
  },
});
