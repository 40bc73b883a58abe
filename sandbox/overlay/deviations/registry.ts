import type { Deviation } from '../deviation.ts';
import { ACM_DEVIATIONS } from './acm.ts';
import { BACKUP_DEVIATIONS } from './backup.ts';
import { BUDGETS_DEVIATIONS } from './budgets.ts';
import { CLOUDWATCH_DEVIATIONS } from './cloudwatch.ts';
import { DYNAMODB_DEVIATIONS } from './dynamodb.ts';
import { EC2_DEVIATIONS } from './ec2.ts';
import { ECR_DEVIATIONS } from './ecr.ts';
import { ECS_DEVIATIONS } from './ecs.ts';
import { LOAD_BALANCING_DEVIATIONS } from './elasticloadbalancing.ts';
import { LOGS_DEVIATIONS } from './logs.ts';
import { RDS_DEVIATIONS } from './rds.ts';
import { SCALING_DEVIATIONS } from './scaling.ts';
import { SECRETS_DEVIATIONS } from './secretsmanager.ts';
import { SERVICE_QUOTAS_DEVIATIONS } from './servicequotas.ts';
import { STS_DEVIATIONS } from './sts.ts';
import { TAGGING_DEVIATIONS } from './tagging.ts';
import { WAF_DEVIATIONS } from './wafv2.ts';

/** All deviations by name. Those of a new service are a file of this folder and a line here. */
export const DEVIATIONS: readonly Deviation[] = [
  ...ACM_DEVIATIONS,
  ...BACKUP_DEVIATIONS,
  ...BUDGETS_DEVIATIONS,
  ...CLOUDWATCH_DEVIATIONS,
  ...DYNAMODB_DEVIATIONS,
  ...EC2_DEVIATIONS,
  ...ECR_DEVIATIONS,
  ...ECS_DEVIATIONS,
  ...LOAD_BALANCING_DEVIATIONS,
  ...LOGS_DEVIATIONS,
  ...RDS_DEVIATIONS,
  ...SCALING_DEVIATIONS,
  ...SECRETS_DEVIATIONS,
  ...SERVICE_QUOTAS_DEVIATIONS,
  ...STS_DEVIATIONS,
  ...TAGGING_DEVIATIONS,
  ...WAF_DEVIATIONS,
];
