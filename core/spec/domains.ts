/**
 * The domains that gates may name: what checks are about, and the folders under `checks/`. A gate of a domain that does
 * not exist would gate nothing, so it is refused.
 */
export const DOMAINS: readonly string[] = [
  'account',
  'network',
  'sg',
  'iam',
  'secrets',
  'kms',
  'waf',
  'elb',
  'dns',
  'ecr',
  'ecs',
  'autoscaling',
  'aurora',
  'dynamodb',
  'sqs',
  'eventbridge',
  'backup',
  'database',
  'parity',
  'messaging',
  'load',
  'sizing',
  'performance',
  'logs',
  'alarms',
  'cost',
];
