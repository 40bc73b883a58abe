import { denied, testCheck } from '../../core/testing/test-check.ts';
import { deployedSubnets, networkSubject } from './testing/fixtures.ts';
import check from './undeclared-subnets.ts';

const UNDECLARED = 'A subnet of the VPC is not declared.';
const having = (facts: Parameters<typeof deployedSubnets>[0] = {}) => ({
  subnets: { main: deployedSubnets(facts) },
});

testCheck(
  check,
  { ...networkSubject() },
  {
    pass: [{ name: 'the declared subnets', artifacts: having() }],
    fail: [
      {
        name: 'no VPC',
        artifacts: { subnets: { main: null } },
        message: 'The VPC does not exist.',
      },
      {
        name: 'one of another name',
        artifacts: having({ 'public-a': { name: 'test' } }),
        message: UNDECLARED,
        details: ['subnet-public-a: test, 10.0.1.0/24.'],
      },
      {
        name: 'one without a name',
        artifacts: having({ 'public-a': { name: null, cidr: null } }),
        message: UNDECLARED,
        details: ['subnet-public-a: no name, unknown block.'],
      },
    ],
    unknown: [],
    error: [
      {
        name: 'denied',
        artifacts: { subnets: { main: denied('ec2:DescribeSubnets') } },
        message: 'AWS denied ec2:DescribeSubnets.',
      },
    ],
  },
);
