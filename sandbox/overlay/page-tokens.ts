/** Where a service keeps its page tokens: the input's member and the output's (an element's name in XML). */
export interface TokenMembers {
  input: string;
  output: string;
  /** A member that says there are more pages, beside the token. */
  more?: string;
}

/** By signing name; the few operations that differ from the rest of their service are named. */
const TOKENS: Readonly<Record<string, TokenMembers>> = {
  ecs: { input: 'nextToken', output: 'nextToken' },
  'application-autoscaling': { input: 'NextToken', output: 'NextToken' },
  rds: { input: 'Marker', output: 'Marker' },
  ec2: { input: 'NextToken', output: 'nextToken' },
  elasticloadbalancing: { input: 'Marker', output: 'NextMarker' },
  // The input's members are those of the query string.
  backup: { input: 'nextToken', output: 'NextToken' },
  iam: { input: 'Marker', output: 'Marker', more: 'IsTruncated' },
  secretsmanager: { input: 'NextToken', output: 'NextToken' },
  monitoring: { input: 'NextToken', output: 'NextToken' },
  logs: { input: 'nextToken', output: 'nextToken' },
  dynamodb: { input: 'NextToken', output: 'NextToken' },
  'dynamodb:ListTables': { input: 'ExclusiveStartTableName', output: 'LastEvaluatedTableName' },
  kms: { input: 'Marker', output: 'NextMarker', more: 'Truncated' },
  sqs: { input: 'NextToken', output: 'NextToken' },
  events: { input: 'NextToken', output: 'NextToken' },
  sns: { input: 'NextToken', output: 'NextToken' },
  tagging: { input: 'PaginationToken', output: 'PaginationToken' },
  wafv2: { input: 'NextMarker', output: 'NextMarker' },
  ecr: { input: 'nextToken', output: 'nextToken' },
};

/** Null for a service whose tokens are not known. */
export function tokenMembers(service: string, operation: string): TokenMembers | null {
  return TOKENS[`${service}:${operation}`] ?? TOKENS[service] ?? null;
}
