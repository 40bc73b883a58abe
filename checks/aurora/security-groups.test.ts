import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { groups } from '../sg/testing/fixtures.ts';
import check from './security-groups.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

/** The cluster with groups, by id and status. */
const attached = (securityGroups: Record<string, string | null>) => ({
  clusters: { main: clusterArtifact() },
  network: {
    main: {
      port: 5432,
      securityGroups: Object.entries(securityGroups).map(([id, status]) => ({ id, status })),
    },
  },
  groups: { main: groups({ database: {}, other: {}, default: {} }) },
});
const right = attached({ 'sg-database': 'active' });
const OTHER = 'The cluster has other security groups than declared.';
const CHANGING = 'The security groups of the cluster are being changed.';

testCheck(
  check,
  { ...clusterSubject(), vpc: 'main' },
  {
    pass: [{ name: 'the declared group', artifacts: right }],
    fail: [
      {
        name: 'another group as well',
        artifacts: attached({ 'sg-database': 'active', 'sg-other': 'active' }),
        message: OTHER,
        details: ['other is attached and not declared.'],
      },
      {
        name: 'another group instead',
        artifacts: attached({ 'sg-other': 'active' }),
        message: OTHER,
        details: ['other is attached and not declared.', 'database is declared and not attached.'],
      },
      {
        name: 'a group of another VPC',
        artifacts: attached({ 'sg-database': 'active', 'sg-unheard-of': 'active' }),
        message: OTHER,
        details: ['sg-unheard-of is attached and not declared.'],
      },
      {
        name: 'the default group',
        artifacts: attached({ 'sg-database': 'active', 'sg-default': 'active' }),
        message: 'The cluster has the default security group of its VPC.',
      },
      {
        name: 'the default group, though it is declared',
        subject: { declared: clusterSubject({ securityGroups: ['default'] }).declared },
        artifacts: attached({ 'sg-default': 'active' }),
        message: 'The cluster has the default security group of its VPC.',
      },
      { name: 'no group', artifacts: attached({}), message: OTHER },
      {
        name: 'another group, and the declared one is not in force yet',
        artifacts: attached({ 'sg-database': 'adding', 'sg-other': 'active' }),
        message: OTHER,
      },
      {
        name: 'the cluster is gone',
        artifacts: { ...right, clusters: { main: null }, network: { main: null } },
        message: 'The Aurora cluster does not exist.',
      },
      {
        name: 'the VPC is gone',
        artifacts: { ...right, groups: { main: null } },
        message: 'The VPC does not exist.',
      },
    ],
    unsettled: [
      {
        name: 'the declared group is being attached',
        artifacts: attached({ 'sg-database': 'adding' }),
        message: CHANGING,
      },
      {
        name: 'another group is being detached',
        artifacts: attached({ 'sg-database': 'active', 'sg-other': 'removing' }),
        message: CHANGING,
      },
    ],
    unknown: [
      {
        name: 'AWS leaves out whether it is in force',
        artifacts: attached({ 'sg-database': null }),
        message: 'AWS does not say whether a security group is in force.',
      },
    ],
    error: [
      {
        name: 'groups denied',
        artifacts: { ...right, groups: { main: denied('ec2:DescribeSecurityGroups') } },
        message: 'AWS denied ec2:DescribeSecurityGroups.',
      },
      {
        name: 'clusters denied',
        artifacts: { ...right, network: { main: denied('rds:DescribeDBClusters') } },
        message: 'AWS denied rds:DescribeDBClusters.',
      },
    ],
  },
);

test('without a declared network no name can be looked up', () => {
  const spec = { aurora: { main: clusterSubject().declared } } as unknown as Spec;
  expect(check.subjects(spec).map(({ notApplicable }) => notApplicable)).toEqual([
    'The spec declares no network in which the names could be looked up.',
  ]);
});
