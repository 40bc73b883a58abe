import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './parameters-in-sync.ts';
import {
  clusterArtifact,
  clusterSubject,
  deployed,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

/** A cluster with one member: the status of the cluster's group, and of the member's own. */
const statuses = (ofCluster: string | null, ofMember: string | null) =>
  deployed(
    [
      instanceArtifact('main-1', 'us-east-1a', {
        parameterGroups: [{ name: 'members', status: ofMember }],
      }),
    ],
    {
      members: [{ instance: 'main-1', isWriter: true, parameterGroupStatus: ofCluster }],
    },
  );
const WAITING = 'A member does not use the values of a parameter group.';
const SILENT = 'AWS does not say whether a member uses the values of its groups.';
const CHANGING = 'AWS is applying a parameter group to a member.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'all are in sync', artifacts: statuses('in-sync', 'in-sync') },
    { name: 'all of two members are in sync', artifacts: deployed(TWO_MEMBERS) },
  ],
  fail: [
    {
      name: "the cluster's group waits for a reboot",
      artifacts: statuses('pending-reboot', 'in-sync'),
      message: WAITING,
      details: ['main-1 is pending-reboot with main.'],
    },
    {
      name: "the member's group waits for a reboot",
      artifacts: statuses('in-sync', 'pending-reboot'),
      message: WAITING,
      details: ['main-1 is pending-reboot with members.'],
    },
    {
      name: 'a group cannot be applied, and of the other AWS says nothing',
      artifacts: statuses(null, 'failed-to-apply'),
      message: WAITING,
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, instances: { main: [] } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unsettled: [
    {
      name: "the cluster's group is applied",
      artifacts: statuses('applying', 'in-sync'),
      message: CHANGING,
    },
    {
      name: "the member's group is applied",
      artifacts: statuses('in-sync', 'applying'),
      message: CHANGING,
    },
  ],
  unknown: [
    { name: "AWS leaves out the cluster's", artifacts: statuses(null, 'in-sync'), message: SILENT },
    { name: "AWS leaves out the member's", artifacts: statuses('in-sync', null), message: SILENT },
    { name: 'no member', artifacts: deployed([]), message: 'The cluster has no member to judge.' },
    {
      name: 'a member that the cluster names is not described',
      artifacts: { ...deployed(TWO_MEMBERS), instances: { main: [] } },
      message: 'AWS does not describe every member of the cluster.',
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
