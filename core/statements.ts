/**
 * What phase 2 of the migration plan states, a line each, by sub-phase. Checks name the statements that they help to
 * prove, and the tracker is rendered from the findings of those checks: what no finding stands behind is not ticked.
 */

interface SubPhase {
  readonly number: string;
  readonly title: string;
  /** Id to text. An id is `<sub-phase>/<statement>`; the texts are those of the plan. */
  readonly statements: Readonly<Record<string, string>>;
}

export const PHASE = { id: 'phase2', number: '2', title: 'AWS migration' } as const;

/** Sub-phases by the key of their summary, in the plan's order. */
export const SUB_PHASES = {
  ecs: {
    number: '2.1',
    title: 'ECS Fargate',
    statements: {
      'ecs/container-ready': 'The services run as containers on Fargate, up and healthy.',
      'ecs/released-revision': 'What runs is what was released.',
      'ecs/small-images': 'Multi-stage builds give small images.',
      'ecs/image-integrity':
        'Images are the declared ones, immutable, scanned and without critical flaws.',
      'ecs/service-boundaries':
        'Each service has a task family, a role and a security group of its own.',
      'ecs/autoscaling': 'Each service scales between 2 and 10 tasks by its declared policies.',
      'ecs/on-demand-base': 'Each service keeps its on-demand base beside Spot.',
      'ecs/health-checks': 'Containers are checked every 30 s, with 3 retries.',
      'ecs/safe-rollouts': 'A failed rollout is rolled back, and never stops all tasks.',
      'ecs/logging': 'Containers log to the group of their service.',
      'ecs/container-hardening': 'Containers run without privileges that they do not need.',
    },
  },
  aurora: {
    number: '2.2',
    title: 'Aurora PostgreSQL',
    statements: {
      'aurora/compatibility': '100 % PostgreSQL compatibility is confirmed.',
      'aurora/serverless-v2':
        'The database is Aurora PostgreSQL Serverless v2 in the declared version.',
      'aurora/high-availability': 'Writer and reader stand in two zones.',
      'aurora/connection-pooling': 'Connections are pooled in front of the database.',
      'aurora/backup':
        'Backups are kept for 7 days, with point-in-time recovery and copies in another region.',
      'aurora/recovery': 'A restore was tested: RPO 5 min, RTO 30 min.',
      'aurora/encryption': 'The database is encrypted, and takes connections by TLS alone.',
      'aurora/protection': 'The database is protected from deletion and from the internet.',
      'aurora/logs': 'The database exports its logs.',
      'aurora/maintenance': 'No change of the database falls into the cutover.',
    },
  },
  messaging: {
    number: '2.3',
    title: 'Messaging',
    statements: {
      'messaging/eventbridge-path':
        'Agent, coordination and broadcast messages travel by EventBridge.',
      'messaging/translation': 'Messages are translated without loss, in order, within 100 ms.',
      'messaging/sqs': 'Work and ordered coordination travel by SQS.',
      'messaging/dead-letters': 'A message that cannot be handled is kept in a dead-letter queue.',
      'messaging/discovery-store': 'The discovery store is the declared DynamoDB table.',
      'messaging/encryption': 'Queues, buses and tables are encrypted and closed to others.',
      'messaging/flowing': 'Messages are delivered and handled in time.',
    },
  },
  security: {
    number: '2.4',
    title: 'Security and networking',
    statements: {
      'security/right-account': 'All of it stands in the declared account and region.',
      'security/vpc': 'The VPC has the declared public, private and database subnets in two zones.',
      'security/egress': 'Private subnets leave by NAT in their zone, database subnets not at all.',
      'security/endpoints': 'AWS services are reached by endpoints inside the VPC.',
      'security/flow-logs': 'Flow logs record all traffic.',
      'security/security-groups': 'Security groups allow the declared flows and nothing else.',
      'security/least-privilege':
        'IAM roles have the least privileges, trusted by ECS tasks alone.',
      'security/secrets': 'Secrets are held in Secrets Manager, rotated, and injected.',
      'security/keys': 'The keys behind the data are usable, rotated and closed to others.',
      'security/waf': 'A WAF stands in front of the API.',
      'security/tls': 'Users are served by TLS alone.',
      'security/load-balancer': 'The load balancer routes to healthy targets as declared.',
      'security/dns': 'Names point where the phase of the migration wants them.',
      'security/observability': 'The declared alarms and logs exist, and reach somebody.',
      'security/audit': 'Activity in the account is recorded.',
    },
  },
  sizing: {
    number: '2.5',
    title: 'Resource sizing',
    statements: {
      'sizing/tasks': 'ECS tasks have 0.5–4 vCPU and 1–8 GB as declared.',
      'sizing/task-range': 'Services scale between 2 and 10 tasks.',
      'sizing/acu': 'Aurora scales between the declared capacities.',
      'sizing/storage': 'Storage is 100 GB for Aurora and 25 GB for DynamoDB.',
      'sizing/table-capacity': 'Tables have the declared capacity.',
      'sizing/headroom': 'Quotas, addresses and capacities leave room for the planned peak.',
      'sizing/load': 'The size carries the declared load within its targets.',
    },
  },
  cost: {
    number: '2.6',
    title: 'Cost',
    statements: {
      'cost/envelope': 'Spending stays within the declared envelope.',
      'cost/budgets': 'Budgets stand, and warn somebody.',
      'cost/tags': 'All resources carry the declared tags.',
      'cost/optimization': '60–80 % of the cost can be saved.',
    },
  },
} as const satisfies Readonly<Record<string, SubPhase>>;

export type SubPhaseId = keyof typeof SUB_PHASES;

/** A statement of the plan, such as `ecs/small-images`. */
export type StatementId = {
  [Id in SubPhaseId]: keyof (typeof SUB_PHASES)[Id]['statements'] & string;
}[SubPhaseId];

/** The text of a statement, with its sub-phase. */
export function statementText(id: StatementId): string {
  for (const { number, statements } of Object.values<SubPhase>(SUB_PHASES)) {
    const text = statements[id];
    if (text !== undefined) return `${number} ${text}`;
  }
  return id;
}
