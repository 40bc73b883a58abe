import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './master-credentials.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const cluster = (masterUsername: string | null, status?: string | null) => ({
  clusters: {
    main: clusterArtifact({
      masterUsername,
      masterSecret: status === undefined ? null : { arn: 'arn:secret', status },
    }),
  },
});
const managed = { ...clusterSubject({ managedMasterPassword: true }) };

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'a name of its own', artifacts: cluster('app_owner') },
    { name: 'managed, as declared', subject: managed, artifacts: cluster('app_owner', 'active') },
    { name: 'managed, which nobody declared', artifacts: cluster('app_owner', 'impaired') },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    ...['postgres', 'Admin', 'root'].map((name) => ({
      name: `the name is ${name}`,
      artifacts: cluster(name),
      message: 'The master user has a well-known name.',
    })),
    {
      name: 'declared as managed, and not managed',
      subject: managed,
      artifacts: cluster('app_owner'),
      message: 'RDS does not manage the password.',
    },
    {
      name: 'the secret is impaired',
      subject: managed,
      artifacts: cluster('app_owner', 'impaired'),
      message: 'RDS cannot manage the password.',
    },
  ],
  unsettled: ['creating', 'rotating'].map((status) => ({
    name: `the secret is ${status}`,
    subject: managed,
    artifacts: cluster('app_owner', status),
    message: 'RDS is changing the password of the master user.',
  })),
  unknown: [
    {
      name: 'no name',
      artifacts: cluster(null),
      message: 'RDS does not give the name of the master user.',
    },
    {
      name: 'no state of the secret',
      subject: managed,
      artifacts: cluster('app_owner', null),
      message: 'RDS does not give the state of the secret of the master user.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { clusters: { main: denied('rds:DescribeDBClusters') } },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
  ],
});
