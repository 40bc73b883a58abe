import { Spec } from '../../core/spec/spec.ts';

/** A deployment with at least one entry of every section, and two services. */
export const smallSpec: Spec = Spec.parse({
  version: 1,
  deployment: 'small',
  account: { id: '123456789012', region: 'us-east-1' },
  phase: 'pre-cutover',
  gates: { failOn: 'high' },
  tags: { Environment: 'sandbox', Project: 'small' },
  network: {
    vpc: { name: 'small-vpc', cidr: '10.0.0.0/16' },
    subnets: {
      'public-a': { tier: 'public', cidr: '10.0.1.0/24', availabilityZone: 'us-east-1a' },
      'public-b': { tier: 'public', cidr: '10.0.2.0/24', availabilityZone: 'us-east-1b' },
      'private-a': { tier: 'private', cidr: '10.0.10.0/23', availabilityZone: 'us-east-1a' },
      'private-b': { tier: 'private', cidr: '10.0.12.0/23', availabilityZone: 'us-east-1b' },
      'database-a': { tier: 'database', cidr: '10.0.20.0/24', availabilityZone: 'us-east-1a' },
      'database-b': { tier: 'database', cidr: '10.0.21.0/24', availabilityZone: 'us-east-1b' },
    },
    nat: { mode: 'per-zone' },
    endpoints: {
      interface: ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'sqs'],
      gateway: ['s3', 'dynamodb'],
      securityGroup: 'endpoints',
    },
    flowLogs: { traffic: 'ALL', retentionDays: 30 },
    flows: [
      { from: 'internet', to: 'balancer', port: 443 },
      { from: 'api', to: 'database', port: 5432 },
    ],
  },
  securityGroups: {
    balancer: {
      role: 'load-balancer',
      ingress: [
        { protocol: 'tcp', ports: 443, from: { cidr: '0.0.0.0/0' } },
        { protocol: 'tcp', ports: 443, from: { cidr: '::/0' } },
        { protocol: 'tcp', ports: 80, from: { cidr: '0.0.0.0/0' } },
      ],
      egress: [{ protocol: 'tcp', ports: 8080, to: { group: 'api' } }],
    },
    api: {
      role: 'service',
      ingress: [
        { protocol: 'tcp', ports: 8080, from: { group: 'balancer' } },
        { protocol: 'tcp', ports: '9090-9091', from: { group: 'self' } },
      ],
      egress: [
        { protocol: 'tcp', ports: 5432, to: { group: 'database' } },
        { protocol: 'tcp', ports: 443, to: { group: 'endpoints' } },
        { protocol: 'tcp', ports: 443, to: { prefixList: 'com.amazonaws.us-east-1.s3' } },
      ],
    },
    worker: {
      role: 'service',
      ingress: [],
      egress: [{ protocol: 'tcp', ports: 443, to: { group: 'endpoints' } }],
    },
    database: {
      role: 'database',
      ingress: [{ protocol: 'tcp', ports: 5432, from: { group: 'api' } }],
      egress: [],
    },
    endpoints: {
      role: 'endpoint',
      ingress: [
        { protocol: 'tcp', ports: 443, from: { group: 'api' } },
        { protocol: 'tcp', ports: 443, from: { group: 'worker' } },
      ],
      egress: [],
    },
  },
  kmsKeys: { 'alias/small': { rotation: true } },
  logGroups: {
    '/ecs/small/api': { minRetentionDays: 7, kmsKeyAlias: 'alias/small' },
    '/ecs/small/worker': { minRetentionDays: 8 },
  },
  roles: Object.fromEntries(
    ['api', 'worker'].flatMap((name) => [
      [
        `${name}-task`,
        {
          trust: ['ecs-tasks.amazonaws.com'],
          allow: [
            {
              actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
              resources: ['arn:aws:sqs:us-east-1:123456789012:small-tasks'],
            },
          ],
        },
      ],
      [
        `${name}-execution`,
        {
          trust: ['ecs-tasks.amazonaws.com'],
          allow: [
            { actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
            {
              actions: ['secretsmanager:GetSecretValue'],
              resources: ['arn:aws:secretsmanager:us-east-1:123456789012:secret:small/*'],
            },
          ],
        },
      ],
    ]),
  ),
  secrets: {
    'small/database': { rotationDays: 30, kmsKeyAlias: 'alias/small', consumers: ['api'] },
    'small/encryption': { staticReason: 'Stored data could no longer be read.' },
  },
  repositories: {
    'small/api': { immutableTags: true, scanOnPush: true, maxCriticalFindings: 0 },
  },
  targetGroups: {
    api: targetGroup(),
    spare: targetGroup(),
  },
  loadBalancers: {
    'small-alb': {
      scheme: 'internet-facing',
      subnets: ['public-a', 'public-b'],
      securityGroups: ['balancer'],
      hostnames: ['api.example.com'],
      accessLogsBucket: 'small-access-logs',
      deletionProtection: true,
      idleTimeoutSeconds: 120,
      minimumTlsVersion: 'TLSv1.2',
      listeners: {
        https: {
          protocol: 'HTTPS',
          port: 443,
          action: 'forward',
          targetGroup: 'api',
          rules: { spare: { priority: 10, paths: ['/spare/*'], targetGroup: 'spare' } },
        },
        http: { protocol: 'HTTP', port: 80, action: 'redirect-to-https' },
      },
    },
  },
  webAcls: {
    'small-acl': {
      loadBalancer: 'small-alb',
      defaultAction: 'Allow',
      managedGroups: ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesSQLiRuleSet'],
      mode: 'block',
      rateLimit: { requests: 2000, windowSeconds: 300 },
      logDestination: 'aws-waf-logs-small',
    },
  },
  aurora: {
    'small-aurora': {
      engineVersion: '15',
      port: 5432,
      capacity: { minAcu: 0.5, maxAcu: 1 },
      readers: 1,
      availabilityZones: 2,
      kmsKeyAlias: 'alias/small',
      subnetGroup: { name: 'small-database', subnets: ['database-a', 'database-b'] },
      securityGroups: ['database'],
      parameterGroup: 'small-parameters',
      parameters: { 'rds.force_ssl': '1' },
      backup: { retentionDays: 7, window: '03:00-04:00' },
      deletionProtection: true,
      iamAuthentication: true,
      logExports: ['postgresql'],
      pooler: 'pgbouncer',
    },
  },
  tables: {
    'small-discovery': {
      partitionKey: { attribute: 'agent_id', type: 'S' },
      billing: 'PAY_PER_REQUEST',
      indexes: {
        'by-state': { partitionKey: { attribute: 'state', type: 'S' }, projection: 'ALL' },
      },
      ttlAttribute: 'expires_at',
      stream: 'NEW_IMAGE',
      pointInTimeRecoveryDays: 35,
      deletionProtection: true,
      kmsKeyAlias: 'alias/small',
    },
  },
  queues: {
    'small-tasks': {
      fifo: false,
      visibilityTimeoutSeconds: 300,
      retentionDays: 14,
      deadLetter: { queue: 'small-tasks-dlq', maxReceives: 3 },
    },
    'small-tasks-dlq': { fifo: false, visibilityTimeoutSeconds: 300, retentionDays: 14 },
    'small-order.fifo': {
      fifo: true,
      contentBasedDeduplication: true,
      visibilityTimeoutSeconds: 60,
      retentionDays: 4,
      kmsKeyAlias: 'alias/small',
    },
  },
  buses: {
    'small-events': {
      archiveDays: 7,
      rules: {
        agents: {
          state: 'ENABLED',
          pattern: { source: ['small.agent'] },
          targets: [{ queue: 'small-tasks', deadLetterQueue: 'small-tasks-dlq' }],
        },
      },
    },
  },
  schedules: {
    nightly: {
      state: 'DISABLED',
      expression: 'cron(0 3 * * ? *)',
      timeZone: 'UTC',
      target: 'small-tasks',
    },
  },
  clusters: {
    'small-cluster': {
      containerInsights: true,
      services: { api: apiService(), worker: workerService() },
    },
  },
  alarms: {
    'api-errors': {
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_Target_5XX_Count',
      dimensions: { LoadBalancer: 'small-alb', TargetGroup: 'api' },
      comparison: '>',
      threshold: 10,
    },
  },
  backup: {
    rpoMinutes: 15,
    rtoMinutes: 30,
    restoreTestMaxAgeDays: 90,
    plans: {
      daily: {
        vault: 'small-vault',
        intervalHours: 24,
        retentionDays: 35,
        copyToRegion: 'us-west-2',
      },
    },
    freezeAt: '2026-01-01T00:00:00Z',
  },
  dns: {
    'api.example.com': { zone: 'example.com', type: 'A', loadBalancer: 'small-alb', weight: 0 },
    'old.example.com': { zone: 'example.com', type: 'CNAME', value: 'source.example.net' },
  },
  budgets: { small: { limitUsdPerMonth: 500, alertAtRatio: [0.8, 1] } },
});

function targetGroup() {
  return {
    port: 8080,
    protocol: 'HTTP',
    availabilityZones: 2,
    settleMinutes: 5,
    deregistrationDelaySeconds: 30,
    healthCheck: {
      path: '/health',
      codes: '200',
      intervalSeconds: 30,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    },
  };
}

function apiService() {
  return {
    critical: true,
    task: {
      family: 'small-api',
      revision: 3,
      cpuUnits: 1024,
      memoryMiB: 2048,
      architecture: 'X86_64',
      containers: {
        api: {
          image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/small/api:1.4.2',
          maxImageMB: 50,
          ports: [8080],
          environment: { LOG_LEVEL: 'info' },
          secrets: { DATABASE_CREDENTIALS: 'small/database' },
          logGroup: '/ecs/small/api',
          healthCheck: {
            intervalSeconds: 30,
            timeoutSeconds: 10,
            retries: 3,
            startPeriodSeconds: 60,
          },
          readonlyRootFilesystem: true,
        },
      },
    },
    roles: { task: 'api-task', execution: 'api-execution' },
    scaling: {
      minTasks: 2,
      maxTasks: 10,
      policies: {
        'api-cpu': {
          kind: 'target-tracking',
          metric: 'ECSServiceAverageCPUUtilization',
          target: 70,
          scaleOutCooldownSeconds: 60,
          scaleInCooldownSeconds: 300,
        },
        'api-requests': {
          kind: 'target-tracking',
          metric: 'ALBRequestCountPerTarget',
          target: 1000,
        },
      },
    },
    deployment: {
      controller: 'ECS',
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      settleMinutes: 15,
    },
    network: { subnets: ['private-a', 'private-b'], securityGroups: ['api'] },
    loadBalancer: { targetGroup: 'api', container: 'api', port: 8080 },
  };
}

function workerService() {
  return {
    task: {
      family: 'small-worker',
      revision: 2,
      cpuUnits: 512,
      memoryMiB: 1024,
      architecture: 'X86_64',
      containers: {
        worker: {
          image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/small/worker:1.4.2',
          ports: [],
          secrets: { ENCRYPTION_KEY: 'small/encryption' },
          logGroup: '/ecs/small/worker',
        },
      },
    },
    roles: { task: 'worker-task', execution: 'worker-execution' },
    scaling: {
      minTasks: 2,
      maxTasks: 10,
      policies: { 'worker-backlog': { kind: 'queue-depth', queue: 'small-tasks', target: 100 } },
    },
    deployment: {
      controller: 'ECS',
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      settleMinutes: 15,
    },
    capacity: [
      { provider: 'FARGATE', weight: 1, base: 2 },
      { provider: 'FARGATE_SPOT', weight: 4, base: 0 },
    ],
    network: { subnets: ['private-a', 'private-b'], securityGroups: ['worker'] },
  };
}
