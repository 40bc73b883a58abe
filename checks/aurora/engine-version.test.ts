import type { AuroraCluster } from '../../collectors/aws/rds/clusters.ts';
import type { EngineVersion } from '../../collectors/aws/rds/engine-versions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './engine-version.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const runs = (
  facts: Partial<AuroraCluster> = {},
  status: EngineVersion['status'] = 'available',
) => ({
  clusters: { main: clusterArtifact(facts) },
  versions: { main: { version: facts.engineVersion ?? '15.4', status } },
});
const declaring = (engineVersion: string) => ({
  subject: clusterSubject({ engineVersion }) as never,
});
const OTHER = 'The cluster runs another version.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'a minor version of the declared one', artifacts: runs(), details: [] },
    { name: 'exactly the declared one', ...declaring('15.4'), artifacts: runs() },
    {
      name: 'a patch of the declared one',
      ...declaring('15.4'),
      artifacts: runs({ engineVersion: '15.4.2' }),
    },
    {
      name: 'extended support will cost, which is noted',
      artifacts: runs({ engineLifecycleSupport: 'open-source-rds-extended-support' }),
      details: [
        'AWS charges for extended support from the day on which standard support of the version ends.',
      ],
    },
    {
      name: 'AWS leaves the kind of support out',
      artifacts: runs({ engineLifecycleSupport: null }),
      details: [],
    },
  ],
  fail: [
    {
      name: 'another version while a backup is taken',
      artifacts: runs({ engineVersion: '14.9', status: 'backing-up' }),
      message: OTHER,
    },
    { name: 'an older major version', artifacts: runs({ engineVersion: '14.9' }), message: OTHER },
    {
      name: 'a version that only begins with the same digits',
      ...declaring('15.4'),
      artifacts: runs({ engineVersion: '15.40' }),
      message: OTHER,
    },
    {
      name: 'a major version that only begins with the same digit',
      ...declaring('1'),
      artifacts: runs({ engineVersion: '15.4' }),
      message: OTHER,
    },
    {
      name: 'another engine of that version',
      artifacts: runs({ engine: 'aurora-mysql' }),
      message: 'The cluster runs another engine.',
    },
    {
      name: 'an upgrade waits',
      artifacts: runs({ pendingEngineVersion: '16.1' }),
      message: 'An upgrade of the cluster waits for its window.',
    },
    {
      name: 'the version is deprecated',
      artifacts: runs({}, 'deprecated'),
      message: 'AWS has deprecated the version.',
    },
    {
      name: 'AWS lists the version no longer',
      artifacts: { ...runs(), versions: { main: null } },
      message: 'AWS no longer lists the version.',
    },
    {
      name: 'another version, and what AWS says of it is not seen',
      artifacts: {
        ...runs({ engineVersion: '14.9' }),
        versions: { main: denied('rds:DescribeDBEngineVersions') },
      },
      message: OTHER,
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, versions: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unsettled: [
    {
      name: 'the upgrade is under way',
      artifacts: runs({ engineVersion: '14.9', status: 'upgrading' }),
      message: OTHER,
    },
  ],
  unknown: [
    {
      name: 'AWS leaves the version out',
      artifacts: { ...runs(), clusters: { main: clusterArtifact({ engineVersion: null }) } },
      message: 'AWS does not say which version the cluster runs.',
    },
    {
      name: 'AWS leaves the engine out',
      artifacts: runs({ engine: null }),
      message: 'AWS does not say which version the cluster runs.',
    },
    ...[null, 'a-state-to-come'].map((status) => ({
      name: `AWS says of the version: ${status}`,
      artifacts: runs({}, status),
      message: 'AWS does not say whether it supports the version.',
    })),
  ],
  error: [
    {
      name: 'versions denied',
      artifacts: { ...runs(), versions: { main: denied('rds:DescribeDBEngineVersions') } },
      message: 'AWS denied rds:DescribeDBEngineVersions.',
    },
  ],
});
