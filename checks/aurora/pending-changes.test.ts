import type { PendingAction } from '../../collectors/aws/rds/pending-maintenance.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import {
  clusterArtifact,
  clusterSubject,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';
import check from './pending-changes.ts';

const action: PendingAction = {
  instance: null,
  action: 'system-update',
  description: null,
  forcedAt: null,
  appliedAt: null,
};
const having = (
  pending: PendingAction[] = [],
  cluster: Parameters<typeof clusterArtifact>[0] = {},
  reader: Parameters<typeof instanceArtifact>[2] = {},
) => ({
  clusters: { main: clusterArtifact(cluster) },
  instances: {
    main: [
      instanceArtifact('main-1', 'us-east-1a'),
      instanceArtifact('main-2', 'us-east-1b', reader),
    ],
  },
  maintenance: { main: pending },
});
const MEMBER = clusterArtifact().members[0]?.instance ?? '';
const PENDING = 'A change of the cluster is pending.';

testCheck(
  check,
  { ...clusterSubject() },
  {
    pass: [
      { name: 'nothing', artifacts: having() },
      {
        name: 'an action of another instance',
        artifacts: having([{ ...action, instance: 'other' }]),
      },
    ],
    fail: [
      {
        name: 'an action of a member',
        artifacts: having([{ ...action, instance: MEMBER }]),
        message: PENDING,
        details: [`system-update of ${MEMBER} waits until somebody asks for it.`],
      },
      {
        name: 'absent',
        artifacts: { ...having(), clusters: { main: null } },
        message: 'The Aurora cluster does not exist.',
      },
      {
        name: 'an action that somebody has to ask for',
        artifacts: having([action]),
        message: PENDING,
        details: ['system-update waits until somebody asks for it.'],
      },
      {
        name: 'an action with a date',
        artifacts: having([{ ...action, forcedAt: '2026-12-01T00:00:00.000Z' }]),
        message: PENDING,
        details: ['system-update will be applied 2026-12-01T00:00:00.000Z.'],
      },
      {
        name: 'a version to come',
        artifacts: having([], {
          pendingEngineVersion: '15.9',
          pendingChanges: ['EngineVersion'],
        }),
        message: PENDING,
        details: ['Version 15.9 is to come.'],
      },
      {
        name: 'another setting of the cluster',
        artifacts: having([], { pendingChanges: ['BackupRetentionPeriod'] }),
        message: PENDING,
        details: ['BackupRetentionPeriod of the cluster is to be changed.'],
      },
      {
        name: 'a version to come, and the members are denied',
        artifacts: {
          ...having([], { pendingEngineVersion: '15.9', pendingChanges: ['EngineVersion'] }),
          instances: { main: denied('rds:DescribeDBInstances') },
        },
        message: PENDING,
        details: ['Version 15.9 is to come.'],
      },
      {
        name: 'a version to come, and AWS does not list the members',
        artifacts: {
          ...having([], { pendingEngineVersion: '15.9', pendingChanges: ['EngineVersion'] }),
          instances: { main: null },
        },
        message: PENDING,
        details: ['Version 15.9 is to come.'],
      },
      {
        name: 'a version to come, and actions are denied',
        artifacts: {
          ...having([], { pendingEngineVersion: '15.9', pendingChanges: ['EngineVersion'] }),
          maintenance: { main: denied('rds:DescribePendingMaintenanceActions') },
        },
        message: PENDING,
        details: ['Version 15.9 is to come.'],
      },
      {
        name: 'an action, and the members are denied',
        artifacts: { ...having([action]), instances: { main: denied('rds:DescribeDBInstances') } },
        message: PENDING,
        details: ['system-update waits until somebody asks for it.'],
      },
      {
        name: 'another class of a member',
        artifacts: having([], {}, { pendingChanges: ['DBInstanceClass'] }),
        message: PENDING,
        details: ['DBInstanceClass of main-2 is to be changed.'],
      },
    ],
    unknown: [
      {
        name: 'a member that the cluster names is not described',
        artifacts: { ...having(), instances: { main: TWO_MEMBERS.slice(1) } },
        message: 'AWS does not describe every member of the cluster.',
      },
      {
        name: 'AWS does not list the members',
        artifacts: { ...having(), instances: { main: null } },
        message: 'AWS does not list the members of the cluster.',
      },
    ],
    error: [
      {
        name: 'the members are denied, and nothing of the cluster is pending',
        artifacts: { ...having(), instances: { main: denied('rds:DescribeDBInstances') } },
        message: 'AWS denied rds:DescribeDBInstances.',
      },
      {
        name: 'denied',
        artifacts: {
          ...having(),
          maintenance: { main: denied('rds:DescribePendingMaintenanceActions') },
        },
        message: 'AWS denied rds:DescribePendingMaintenanceActions.',
      },
    ],
  },
);
