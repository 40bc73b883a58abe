import loadCurrentDeployment from '../checks/load/current-deployment.ts';
import loadErrors from '../checks/load/errors.ts';
import loadLatency from '../checks/load/latency.ts';
import sizingCpuHeadroom from '../checks/sizing/cpu-headroom.ts';
import sizingDatabaseCapacity from '../checks/sizing/database-capacity.ts';
import sizingDatabaseConnections from '../checks/sizing/database-connections.ts';
import sizingDatabaseNotOversized from '../checks/sizing/database-not-oversized.ts';
import sizingMemoryHeadroom from '../checks/sizing/memory-headroom.ts';
import sizingNoFlapping from '../checks/sizing/no-flapping.ts';
import sizingPolicySeesLoad from '../checks/sizing/policy-sees-load.ts';
import sizingQueueLag from '../checks/sizing/queue-lag.ts';
import sizingTaskCeiling from '../checks/sizing/task-ceiling.ts';
import sizingTaskFloor from '../checks/sizing/task-floor.ts';
import sizingTasksNotOversized from '../checks/sizing/tasks-not-oversized.ts';
import { defineSuite } from '../core/suite.ts';
import compliance from './compliance.suite.ts';

/** Before traffic moves: everything that must hold when users arrive. */
export default defineSuite({
  id: 'cutover',
  title: 'Ready to move traffic to AWS',
  when: 'Just before the cutover.',
  checks: [
    ...compliance.checks,
    loadLatency,
    loadErrors,
    loadCurrentDeployment,
    sizingCpuHeadroom,
    sizingMemoryHeadroom,
    sizingPolicySeesLoad,
    sizingTaskCeiling,
    sizingTaskFloor,
    sizingNoFlapping,
    sizingTasksNotOversized,
    sizingDatabaseCapacity,
    sizingDatabaseConnections,
    sizingDatabaseNotOversized,
    sizingQueueLag,
  ],
});
