import type { Completion } from '../completion.ts';
import { ACM_COMPLETIONS } from './acm.ts';
import { AUTO_SCALING_COMPLETIONS } from './application-autoscaling.ts';
import { BACKUP_COMPLETIONS } from './backup.ts';
import { BUDGETS_COMPLETIONS } from './budgets.ts';
import { COST_EXPLORER_COMPLETIONS } from './ce.ts';
import { CLOUDWATCH_COMPLETIONS } from './cloudwatch.ts';
import { DYNAMODB_COMPLETIONS } from './dynamodb.ts';
import { EC2_COMPLETIONS } from './ec2.ts';
import { ECR_COMPLETIONS } from './ecr.ts';
import { ECS_COMPLETIONS } from './ecs.ts';
import { LOAD_BALANCING_COMPLETIONS } from './elasticloadbalancing.ts';
import { IAM_COMPLETIONS } from './iam.ts';
import { KMS_COMPLETIONS } from './kms.ts';
import { LOGS_COMPLETIONS } from './logs.ts';
import { RDS_COMPLETIONS } from './rds.ts';
import { SECRETS_MANAGER_COMPLETIONS } from './secretsmanager.ts';
import { SERVICE_QUOTAS_COMPLETIONS } from './servicequotas.ts';
import { TAGGING_COMPLETIONS } from './tagging.ts';
import { UNANSWERABLE } from './unanswerable.ts';
import { WAF_COMPLETIONS } from './wafv2.ts';

/** All completions; of one operation there is at most one. A new service is a file of this folder and a line here. */
export const COMPLETIONS: readonly Completion[] = [
  ...ACM_COMPLETIONS,
  ...AUTO_SCALING_COMPLETIONS,
  ...BACKUP_COMPLETIONS,
  ...BUDGETS_COMPLETIONS,
  ...COST_EXPLORER_COMPLETIONS,
  ...CLOUDWATCH_COMPLETIONS,
  ...DYNAMODB_COMPLETIONS,
  ...EC2_COMPLETIONS,
  ...ECR_COMPLETIONS,
  ...ECS_COMPLETIONS,
  ...IAM_COMPLETIONS,
  ...KMS_COMPLETIONS,
  ...LOAD_BALANCING_COMPLETIONS,
  ...LOGS_COMPLETIONS,
  ...RDS_COMPLETIONS,
  ...SECRETS_MANAGER_COMPLETIONS,
  ...SERVICE_QUOTAS_COMPLETIONS,
  ...TAGGING_COMPLETIONS,
  ...UNANSWERABLE,
  ...WAF_COMPLETIONS,
];

const BY_OPERATION = new Map(
  COMPLETIONS.flatMap((completion) =>
    completion.operations.map((operation) => [`${completion.service}:${operation}`, completion]),
  ),
);

export function completionOf(service: string, operation: string): Completion | undefined {
  return BY_OPERATION.get(`${service}:${operation}`);
}
