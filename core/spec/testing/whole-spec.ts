// The smallest spec, and one with an entry of every section. Only tests import it.

export const SMALL_SPEC = `version: 1
deployment: shop
account: { id: "123456789012", region: eu-west-1 }
phase: canary
gates: { failOn: high }
`;

/** Valid as it stands, and the text of a spec for an environment `test` when an overlay is put before it. */
export const WHOLE_SPEC = `version: 1
deployment: shop
account: { id: "123456789012", region: eu-west-1 }
phase: pre-cutover
gates:
  failOn: high
  domains:
    ecs: { atLeast: 0.95, conditionalAtLeast: 0.9 }
tags: { Project: shop }
clusters:
  main:
    containerInsights: true
    services:
      api:
        task:
          family: api
          revision: 3
          cpuUnits: 512
          memoryMiB: 1024
          architecture: ARM64
          containers:
            api:
              image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1.0.0
              ports: [8080]
              environment: { LOG_LEVEL: info }
              secrets: { DB_PASSWORD: shop/db }
              logGroup: /ecs/api
        roles: { task: api-task, execution: api-execution }
        scaling:
          minTasks: 2
          maxTasks: 4
          policies:
            requests: { kind: target-tracking, metric: ALBRequestCountPerTarget, target: 1000 }
            backlog: { kind: queue-depth, queue: jobs, target: 10 }
        deployment:
          controller: ECS
          minimumHealthyPercent: 100
          maximumPercent: 200
          settleMinutes: 15
        capacity:
          - { provider: FARGATE, weight: 1, base: 2 }
          - { provider: FARGATE_SPOT, weight: 3, base: 0 }
        network: { subnets: [app-a, app-b], securityGroups: [api] }
        loadBalancer: { targetGroup: api, container: api, port: 8080 }
aurora:
  db:
    engineVersion: "15"
    port: 5432
    capacity: { minAcu: 0.5, maxAcu: 2 }
    readers: 1
    availabilityZones: 2
    kmsKeyAlias: alias/shop
    subnetGroup: { name: db, subnets: [data-a, data-b] }
    securityGroups: [db]
    parameterGroup: db
    backup: { retentionDays: 7, window: 03:00-04:00 }
    deletionProtection: true
    pooler: pgbouncer
    poolMode: transaction
migration:
  database: shop
  source: { engine: postgresql, version: "15" }
  target: db
backup:
  rpoMinutes: 5
  rtoMinutes: 30
  restoreTestMaxAgeDays: 90
  plans:
    daily: { vault: shop, intervalHours: 24, retentionDays: 7, copyToRegion: eu-central-1 }
network:
  vpc: { name: shop, cidr: 10.0.0.0/16 }
  subnets:
    app-a: { tier: private, cidr: 10.0.10.0/24, availabilityZone: eu-west-1a }
    app-b: { tier: private, cidr: 10.0.11.0/24, availabilityZone: eu-west-1b }
    data-a: { tier: database, cidr: 10.0.20.0/24, availabilityZone: eu-west-1a }
    data-b: { tier: database, cidr: 10.0.21.0/24, availabilityZone: eu-west-1b }
  nat: { mode: per-zone }
  endpoints: { interface: [logs], gateway: [s3], securityGroup: endpoints }
  flowLogs: { traffic: ALL, retentionDays: 30 }
  flows:
    - { from: internet, to: alb, port: 443 }
    - { from: api, to: endpoints, port: 443 }
securityGroups:
  alb:
    role: load-balancer
    ingress: [{ protocol: tcp, ports: 443, from: { cidr: 0.0.0.0/0 } }]
    egress: [{ protocol: tcp, ports: 8080, to: { group: api } }]
  api:
    role: service
    ingress:
      - { protocol: tcp, ports: 8080, from: { group: alb } }
      - { protocol: tcp, ports: 7000-7100, from: { group: self } }
    egress: [{ protocol: tcp, ports: 5432, to: { group: db } }]
  db: { role: database, ingress: [{ protocol: tcp, ports: 5432, from: { group: api } }], egress: [] }
  endpoints: { role: endpoint, ingress: [{ protocol: all, ports: all, from: { cidr: 10.0.0.0/16 } }], egress: [] }
roles:
  api-task: { trust: [ecs-tasks.amazonaws.com] }
  api-execution: { trust: [ecs-tasks.amazonaws.com] }
secrets:
  shop/db: { rotationDays: 30, consumers: [api], kmsKeyAlias: alias/aws/secretsmanager }
loadBalancers:
  web:
    scheme: internet-facing
    subnets: [app-a, app-b]
    securityGroups: [alb]
    listeners:
      http: { protocol: HTTP, port: 80, action: redirect-to-https }
      https:
        protocol: HTTPS
        port: 443
        action: forward
        targetGroup: api
        rules:
          one: { priority: 1, paths: [/one], targetGroup: api }
          two: { priority: 2, paths: [/two], targetGroup: api }
targetGroups:
  api:
    port: 8080
    protocol: HTTP
    availabilityZones: 2
    settleMinutes: 5
    healthCheck: { path: /health, codes: "200", intervalSeconds: 30, healthyThreshold: 2, unhealthyThreshold: 3 }
webAcls:
  web: { loadBalancer: web, defaultAction: Allow, managedGroups: [], mode: block }
dns:
  api.example.com: { zone: example.com, type: A, loadBalancer: web }
queues:
  jobs: { fifo: false, visibilityTimeoutSeconds: 30, retentionDays: 4, deadLetter: { queue: jobs-dead, maxReceives: 3 } }
  jobs-dead: { fifo: false, visibilityTimeoutSeconds: 30, retentionDays: 14 }
  steps.fifo: { fifo: true, contentBasedDeduplication: true, visibilityTimeoutSeconds: 30, retentionDays: 4 }
buses:
  events:
    rules:
      orders:
        state: ENABLED
        pattern: { source: [shop] }
        targets: [{ queue: steps.fifo, messageGroupId: orders, deadLetterQueue: jobs-dead }]
translation:
  subjects:
    orders: { pattern: orders.*, bus: events, source: shop, detailType: Order }
    steps: { pattern: steps.*, queue: steps.fifo, ordered: true }
  maxLatencyMs: 100
  minThroughputRatio: 0.9
tables:
  carts: { partitionKey: { attribute: id, type: S }, billing: PAY_PER_REQUEST, pointInTimeRecoveryDays: 35 }
alarms:
  backlog:
    namespace: AWS/SQS
    metric: ApproximateNumberOfMessagesVisible
    dimensions: { QueueName: jobs }
    comparison: ">"
    threshold: 1000
    topic: alarms
topics:
  alarms: { minSubscriptions: 1 }
logGroups:
  /ecs/api: { minRetentionDays: 30 }
repositories:
  shop/api: { immutableTags: true, scanOnPush: true, maxCriticalFindings: 0 }
kmsKeys:
  alias/shop: { rotation: true }
budgets:
  monthly: { limitUsdPerMonth: 100, alertAtRatio: [0.8] }
cost:
  minUsdPerMonth: 10
  maxUsdPerMonth: 100
slo: { p95Ms: 500, errorRatio: 0.01 }
load:
  connections: { base: 1, standard: 2, peak: 3 }
scope: { namePrefixes: [shop-], tags: { Project: shop } }
`;
