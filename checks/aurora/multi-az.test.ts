import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './multi-az.ts';
import {
  clusterArtifact,
  clusterSubject,
  deployed,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const members = (...list: ReturnType<typeof instanceArtifact>[]) => deployed(list);
const FEW = 'The available members stand in too few zones.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'two zones', artifacts: members(...TWO_MEMBERS) },
    {
      name: 'more zones than declared',
      artifacts: members(...TWO_MEMBERS, instanceArtifact('main-3', 'us-east-1c')),
    },
    {
      name: 'a third member that is down does not matter',
      artifacts: members(
        ...TWO_MEMBERS,
        instanceArtifact('main-3', 'us-east-1c', { status: 'failed' }),
      ),
    },
    {
      name: 'two zones, where one is declared',
      subject: { ...clusterSubject({ availabilityZones: 1 }) },
      artifacts: members(...TWO_MEMBERS),
    },
  ],
  fail: [
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, instances: { main: [] } },
      message: 'The Aurora cluster does not exist.',
    },
    {
      name: 'one member (A3: the storage still has three zones)',
      artifacts: members(instanceArtifact('main-1', 'us-east-1a')),
      message: FEW,
    },
    {
      name: 'one zone is not enough when one is declared either',
      subject: { ...clusterSubject({ availabilityZones: 1 }) },
      artifacts: members(instanceArtifact('main-1', 'us-east-1a')),
      message: FEW,
    },
    {
      name: 'two zones of three that are declared',
      subject: { ...clusterSubject({ availabilityZones: 3 }) },
      artifacts: members(...TWO_MEMBERS),
      message: FEW,
    },
    {
      name: 'two members in one zone',
      artifacts: members(
        instanceArtifact('main-1', 'us-east-1a'),
        instanceArtifact('main-2', 'us-east-1a'),
      ),
      message: FEW,
    },
    {
      name: 'the member in the other zone has failed',
      artifacts: members(
        instanceArtifact('main-1', 'us-east-1a'),
        instanceArtifact('main-2', 'us-east-1b', { status: 'failed' }),
      ),
      message: FEW,
    },
    { name: 'no member', artifacts: members(), message: FEW },
  ],
  unsettled: [
    {
      name: 'the reader is being created',
      artifacts: members(
        instanceArtifact('main-1', 'us-east-1a'),
        instanceArtifact('main-2', 'us-east-1b', { status: 'creating' }),
      ),
      message: 'A member in another zone is not available yet.',
    },
  ],
  unknown: [
    {
      name: 'a member that the cluster names is not described, and may stand in another zone',
      artifacts: {
        ...members(...TWO_MEMBERS),
        instances: { main: [instanceArtifact('main-1', 'us-east-1a')] },
      },
      message: 'AWS does not describe every member of the cluster.',
    },
    {
      name: 'AWS leaves a zone out',
      artifacts: members(
        instanceArtifact('main-1', 'us-east-1a'),
        instanceArtifact('main-2', 'us-east-1b', { availabilityZone: null }),
      ),
      message: 'AWS does not say where a member stands, or how it is.',
    },
    {
      name: 'AWS does not list the members',
      artifacts: { clusters: { main: clusterArtifact() }, instances: { main: null } },
      message: 'AWS does not list the members of the cluster.',
    },
  ],
  error: [
    {
      name: 'members denied',
      artifacts: {
        clusters: { main: clusterArtifact() },
        instances: { main: denied('rds:DescribeDBInstances') },
      },
      message: 'AWS denied rds:DescribeDBInstances.',
    },
  ],
});
