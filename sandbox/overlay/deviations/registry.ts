import type { Deviation } from '../deviation.ts';
import { ECS_DEVIATIONS } from './ecs.ts';
import { LOAD_BALANCING_DEVIATIONS } from './elasticloadbalancing.ts';
import { RDS_DEVIATIONS } from './rds.ts';

/** All deviations by name. Those of a new service are a file of this folder and a line here. */
export const DEVIATIONS: readonly Deviation[] = [
  ...ECS_DEVIATIONS,
  ...LOAD_BALANCING_DEVIATIONS,
  ...RDS_DEVIATIONS,
];
