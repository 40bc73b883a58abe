import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './tls-enforced.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const forced = (value: string | null | undefined, status: string | null = 'in-sync') => ({
  clusters: {
    main: clusterArtifact({
      members: [{ instance: 'main-1', isWriter: true, parameterGroupStatus: status }],
    }),
  },
  parameters: {
    main: { group: 'main', values: value === undefined ? {} : { 'rds.force_ssl': value } },
  },
});

testCheck(check, clusterSubject(), {
  pass: [{ name: 'forced and in force', artifacts: forced('1') }],
  fail: [
    {
      name: 'switched off',
      artifacts: forced('0'),
      message: 'The cluster accepts connections without TLS.',
    },
    {
      name: 'forced, but a member waits for a reboot (A5)',
      artifacts: forced('1', 'pending-reboot'),
      message: 'A member does not use the parameter group yet.',
    },
    {
      name: 'the value cannot be told, and a member waits for a reboot',
      artifacts: forced(undefined, 'pending-reboot'),
      message: 'A member does not use the parameter group yet.',
    },
    {
      name: 'forced, but a member could not apply it',
      artifacts: forced('1', 'failed-to-apply'),
      message: 'A member does not use the parameter group yet.',
    },
    {
      name: 'switched off, and not in force either',
      artifacts: forced('0', 'pending-reboot'),
      message: 'The cluster accepts connections without TLS.',
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, parameters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    {
      name: 'the group is gone',
      artifacts: { clusters: { main: clusterArtifact() }, parameters: { main: null } },
      message: 'The attached parameter group does not exist.',
    },
  ],
  unsettled: [
    {
      name: 'a member is applying it',
      artifacts: forced('1', 'applying'),
      message: 'AWS is applying the parameter group to a member.',
    },
  ],
  unknown: [
    {
      name: 'there is no member',
      artifacts: {
        ...forced('1'),
        clusters: { main: clusterArtifact({ members: [] }) },
      },
      message: 'AWS does not say whether the parameter group is in force on every member.',
    },
    {
      name: 'AWS does not list the parameter',
      artifacts: forced(undefined),
      message: 'AWS lists no value of rds.force_ssl in the attached parameter group.',
    },
    {
      name: 'AWS lists it without a value',
      artifacts: forced(null),
      message: 'AWS lists no value of rds.force_ssl in the attached parameter group.',
    },
    {
      name: 'AWS leaves the status of a member out',
      artifacts: forced('1', null),
      message: 'AWS does not say whether the parameter group is in force on every member.',
    },
  ],
  error: [
    {
      name: 'the cluster denied',
      artifacts: { ...forced('1'), clusters: { main: denied('rds:DescribeDBClusters') } },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
    {
      name: 'parameters denied',
      artifacts: {
        clusters: { main: clusterArtifact() },
        parameters: { main: denied('rds:DescribeDBClusterParameters') },
      },
      message: 'AWS denied rds:DescribeDBClusterParameters.',
    },
  ],
});
