import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { parseSpec } from '../../core/spec/document.ts';
import { formatProblems } from '../../core/spec/problems.ts';
import { estateOf } from './estate.ts';
import { estateSpec } from './estate-spec.ts';
import { minimumCalls } from './minimum.ts';

test.each([1, 2, 10, 101])('an estate of %d services is a valid spec', (size) => {
  const text = stringify(estateSpec(estateOf(size)), { aliasDuplicateObjects: false });
  const parsed = parseSpec({ file: 'estate.yaml', text }, null);
  expect(parsed.ok ? [] : formatProblems(parsed.problems, text.split('\n'))).toEqual([]);
});

test('a thousand services are ten clusters, twenty families and five thousand groups', () => {
  const estate = estateOf(1000);
  const declared = Object.keys(estateSpec(estate).securityGroups ?? {}).length;
  expect({
    services: estate.services.length,
    clusters: estate.clusters.length,
    families: estate.families.length,
    databases: estate.databases.length,
    groups: declared + estate.undeclaredGroups.length,
  }).toEqual({ services: 1000, clusters: 10, families: 20, databases: 500, groups: 5000 });
});

test('the minimum is in batches and pages as large as AWS takes', () => {
  expect(minimumCalls(estateOf(1000))).toMatchObject({
    'ecs:DescribeServices': 100,
    'ecs:DescribeTaskDefinition': 20,
    'ecs:ListServiceDeployments': 1000,
    'application-autoscaling:DescribeScalableTargets': 20,
    'application-autoscaling:DescribeScalingPolicies': 100,
    'ec2:DescribeSecurityGroups': 6,
    'rds:DescribeDBClusters': 5,
    'rds:DescribeDBInstances': 10,
    'elasticloadbalancing:DescribeTargetGroups': 3,
  });
});
