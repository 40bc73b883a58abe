import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './ca-certificate.ts';
import {
  clusterArtifact,
  clusterSubject,
  deployed,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const members = (...facts: Parameters<typeof instanceArtifact>[2][]) =>
  facts.map((fact, index) => instanceArtifact(`main-${index + 1}`, 'us-east-1a', fact));
const certified = (...certificates: Parameters<typeof instanceArtifact>[2][]) =>
  deployed(members(...certificates));
const until = (validTill: string | null, authority: string | null = 'rds-ca-rsa2048-g1') => ({
  certificate: { authority, validTill },
});
const LATER = '2027-11-23T12:00:00.000Z';
const OLD = 'The certificate of a member is old.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'a year left', artifacts: certified(until(LATER), until(LATER, 'rds-ca-ecc384-g1')) },
    { name: '90 days and a second left', artifacts: certified(until('2027-02-21T12:00:01.000Z')) },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...certified(until(LATER)), clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    { name: 'no member', artifacts: certified(), message: 'The cluster has no member.' },
    {
      name: '90 days left',
      artifacts: certified(until(LATER), until('2027-02-21T12:00:00.000Z')),
      message: OLD,
      details: ['The certificate of main-2 is valid until 2027-02-21T12:00:00.000Z.'],
    },
    {
      name: 'of an authority that is gone, whatever the date',
      artifacts: certified(until(null, 'rds-ca-2019')),
      message: OLD,
      details: ['The certificate of main-1 is of rds-ca-2019.'],
    },
  ],
  unknown: [
    {
      name: 'a member that the cluster names is not described',
      artifacts: { ...deployed(TWO_MEMBERS), instances: { main: members(until(LATER)) } },
      message: 'AWS does not describe every member of the cluster.',
    },
    {
      name: 'AWS does not list the members',
      artifacts: { clusters: { main: clusterArtifact() }, instances: { main: null } },
      message: 'AWS does not list the members of the cluster.',
    },
    ...[{ certificate: null }, until(null), until(LATER, null)].map((facts) => ({
      name: JSON.stringify(facts),
      artifacts: certified(until(LATER), facts),
      message: 'RDS does not give the certificates of all members.',
    })),
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...certified(), instances: { main: denied('rds:DescribeDBInstances') } },
      message: 'AWS denied rds:DescribeDBInstances.',
    },
  ],
});
