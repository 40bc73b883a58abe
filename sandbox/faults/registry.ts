import { ACCOUNT_FAULTS } from './account.ts';
import { ECS_CONTAINER_FAULTS } from './ecs-containers.ts';
import { ECS_SERVICE_FAULTS } from './ecs-services.ts';
import type { Fault } from './fault.ts';
import { SCALING_FAULTS } from './scaling.ts';

/** All faults. A new one is an entry of a file of this folder. */
export const FAULTS: readonly Fault[] = [
  ...ACCOUNT_FAULTS,
  ...ECS_SERVICE_FAULTS,
  ...ECS_CONTAINER_FAULTS,
  ...SCALING_FAULTS,
];
