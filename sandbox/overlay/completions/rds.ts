import type { XmlCompletion } from '../completion.ts';
import { RDS_CLUSTER_COMPLETIONS } from './rds-clusters.ts';
import { RDS_INSTANCE_COMPLETIONS } from './rds-instances.ts';
import { RDS_PARAMETER_COMPLETIONS } from './rds-parameters.ts';
import { RDS_READ_COMPLETIONS } from './rds-reads.ts';

/** RDS and Aurora, by subject. */
export const RDS_COMPLETIONS: readonly XmlCompletion[] = [
  ...RDS_CLUSTER_COMPLETIONS,
  ...RDS_INSTANCE_COMPLETIONS,
  ...RDS_PARAMETER_COMPLETIONS,
  ...RDS_READ_COMPLETIONS,
];
