import { createHash } from 'node:crypto';
import { ACCOUNT, REGION, type EstateService } from '../../estate.ts';
import { TASK } from '../../estate-spec.ts';

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** ARNs and ids of the estate; ids that AWS draws by lot are made of names here. */
export const arns = {
  cluster: (name: string) => arn('ecs', `cluster/${name}`),
  service: ({ cluster, name }: EstateService) => arn('ecs', `service/${cluster}/${name}`),
  deployment: ({ cluster, name }: EstateService) =>
    arn('ecs', `service-deployment/${cluster}/${name}/0`),
  task: ({ cluster, name }: EstateService, index: number) =>
    arn('ecs', `task/${cluster}/${name}/${index}`),
  topic: arn('sns', 'alarms'),
  bus: (name: string) => arn('events', `event-bus/${name}`),
  schedule: (name: string) => arn('scheduler', `schedule/default/${name}`),
  repository: (name: string) => arn('ecr', `repository/${name}`),
  alias: (name: string) => arn('kms', name),
  backupPlan: (id: string) => arn('backup', `backup-plan:${id}`),
  alarm: (name: string) => arn('cloudwatch', `alarm:${name}`),
  taskDefinition: (family: string) => arn('ecs', `task-definition/${family}:${TASK.revision}`),
  role: (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  secret: (name: string) => arn('secretsmanager', `secret:${name}-AbCdEf`),
  kmsKey: arn('kms', 'key/00000000-0000-0000-0000-000000000001'),
  certificate: arn('acm', 'certificate/00000000-0000-0000-0000-000000000002'),
  database: (name: string) => arn('rds', `cluster:${name}`),
  instance: (name: string) => arn('rds', `db:${name}`),
  table: (name: string) => arn('dynamodb', `table/${name}`),
  loadBalancer: (name: string) =>
    arn('elasticloadbalancing', `loadbalancer/app/${name}/0123456789abcdef`),
  listener: (balancer: string, port: number) =>
    arn('elasticloadbalancing', `listener/app/${balancer}/0123456789abcdef/${port}`),
  targetGroup: (name: string) =>
    arn('elasticloadbalancing', `targetgroup/${name}/0123456789abcdef`),
  scalableTarget: (name: string) => arn('application-autoscaling', `scalable-target/${name}`),
  logGroup: (name: string) => arn('logs', `log-group:${name}`),
  imageDigest: (family: string) => `sha256:${createHash('sha256').update(family).digest('hex')}`,
  trail: arn('cloudtrail', 'trail/audit'),
  rotation: arn('lambda', 'function:rotate'),
} as const;

export function groupId(name: string): string {
  return `sg-0${name}`;
}
