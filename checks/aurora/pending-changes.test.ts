import type { PendingAction } from '../../collectors/aws/rds/pending-maintenance.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';
import check from './pending-changes.ts';

const action: PendingAction = {
  instance: null,
  action: 'system-update',
  description: null,
  forcedAt: null,
  appliedAt: null,
};
const having = (pending: PendingAction[] = [], pendingEngineVersion: string | null = null) => ({
  clusters: { main: clusterArtifact({ pendingEngineVersion }) },
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
        artifacts: having([], '15.9'),
        message: PENDING,
        details: ['Version 15.9 is to come.'],
      },
    ],
    unknown: [],
    error: [
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
