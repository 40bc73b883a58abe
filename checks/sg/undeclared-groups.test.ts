import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './undeclared-groups.ts';

const MESSAGE = 'A security group in the scope is not declared.';
const ARN = 'arn:aws:ec2:us-east-1:123456789012:security-group';

function having(names: readonly (string | null)[], tags: readonly string[] = []) {
  const groups = names.map((name, index) => [
    `sg-${index}`,
    { name, owner: '123456789012', ingress: [], egress: [] },
  ]);
  return {
    groups: { main: { byId: Object.fromEntries(groups) as Record<string, never>, idsByName: {} } },
    tagged: { tags: [...tags] },
  };
}

testCheck(
  check,
  {
    name: 'securityGroups',
    path: ['scope'],
    scope: { namePrefixes: ['shop-'], tags: { Project: 'shop' } },
    declared: ['shop-app'],
    vpc: 'main',
  },
  {
    pass: [
      { name: 'the declared group and one of others', artifacts: having(['shop-app', 'other']) },
      {
        name: 'the default group, which carries the tags as well',
        artifacts: having(['default'], [`${ARN}/sg-0`]),
      },
      { name: 'none', artifacts: having([]) },
    ],
    fail: [
      {
        name: 'another of its names',
        artifacts: having(['shop-app', 'shop-test']),
        message: MESSAGE,
        details: ['Not declared: shop-test.'],
      },
      {
        name: 'another with its tags',
        artifacts: having(['shop-app', 'launch-wizard-1'], [`${ARN}/sg-1`]),
        message: MESSAGE,
        details: ['Not declared: launch-wizard-1, which carries the tags of the scope.'],
      },
      {
        name: 'no VPC',
        artifacts: { groups: { main: null }, tagged: { tags: [] } },
        message: 'The VPC does not exist.',
      },
    ],
    unknown: [
      {
        name: 'a group without a name',
        artifacts: having(['shop-app', null]),
        message: 'AWS does not say what a security group of the VPC is called.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: {
          groups: { main: denied('ec2:DescribeSecurityGroups') },
          tagged: { tags: [] },
        },
        message: 'AWS denied ec2:DescribeSecurityGroups.',
      },
      {
        name: 'tags denied',
        artifacts: { ...having(['shop-app']), tagged: { tags: denied('tag:GetResources') } },
        message: 'AWS denied tag:GetResources.',
      },
    ],
  },
);
