import { z } from 'zod';
import { byName, Count, Name, Port } from '../values.ts';

/** CPU units of a Fargate task: 1024 are one vCPU. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
export const FARGATE_CPU_UNITS = [256, 512, 1024, 2048, 4096, 8192, 16384] as const;

const HealthCheck = z.strictObject({
  intervalSeconds: Count,
  timeoutSeconds: Count,
  retries: Count,
  startPeriodSeconds: z.int().min(0),
});

const Container = z.strictObject({
  /** Repository and tag or digest; a tag of `latest` proves nothing about what runs. */
  image: Name,
  /** The most that the image may weigh in the registry, compressed. */
  maxImageMB: Count.optional(),
  ports: z.array(Port),
  /** Plain environment variables: name to value. */
  environment: z.record(Name, z.string()).optional(),
  /** Variables injected from Secrets Manager: variable to the name of a declared secret. */
  secrets: z.record(Name, Name).optional(),
  /** Non-secret variables whose values look secret to a detector and were reviewed. */
  plainByReview: z.array(Name).optional(),
  logGroup: Name,
  healthCheck: HealthCheck.optional(),
  /** False for a container that has to write into its own file system. */
  readonlyRootFilesystem: z.boolean().optional(),
  /** The only one that Fargate permits. */
  addedCapabilities: z.array(z.literal('SYS_PTRACE')).optional(),
});

const Task = z.strictObject({
  family: Name,
  /** The released revision; the one that must run. */
  revision: Count,
  cpuUnits: z.literal(FARGATE_CPU_UNITS),
  memoryMiB: Count,
  architecture: z.enum(['X86_64', 'ARM64']),
  containers: byName(Container),
});

const TargetTracking = z.strictObject({
  kind: z.literal('target-tracking'),
  metric: z.enum([
    'ECSServiceAverageCPUUtilization',
    'ECSServiceAverageMemoryUtilization',
    'ALBRequestCountPerTarget',
  ]),
  /** Percent for utilisation, requests per target and minute for the load balancer's metric. */
  target: z.number().positive(),
  scaleOutCooldownSeconds: z.int().min(0).optional(),
  scaleInCooldownSeconds: z.int().min(0).optional(),
});

const QueueTracking = z.strictObject({
  kind: z.literal('queue-depth'),
  /** The declared queue whose visible messages drive the number of tasks. */
  queue: Name,
  /** Visible messages for each running task. */
  target: z.number().positive(),
  scaleOutCooldownSeconds: z.int().min(0).optional(),
  scaleInCooldownSeconds: z.int().min(0).optional(),
});

export const ScalingPolicySpec = z.discriminatedUnion('kind', [TargetTracking, QueueTracking]);
export type ScalingPolicySpec = z.infer<typeof ScalingPolicySpec>;

const Scaling = z.strictObject({
  minTasks: Count,
  maxTasks: Count,
  policies: byName(ScalingPolicySpec),
  /** What the load test of `load.tested` must make of the service. */
  underLoad: z
    .strictObject({
      /** From its start to the first time that more tasks were desired. */
      riseSeconds: Count,
      /** From its end until no more were desired than before it. */
      returnMinutes: Count,
    })
    .optional(),
  /** Changes of the range at certain times, by the name of the action; none may stand that is not declared. */
  scheduled: byName(
    z.strictObject({
      /** A `cron()`, `rate()` or `at()` expression. */
      expression: Name,
      /** UTC when left out. */
      timeZone: Name.optional(),
      minTasks: z.int().min(0).optional(),
      maxTasks: z.int().min(0).optional(),
    }),
  ).optional(),
});

const Deployment = z.strictObject({
  /** The deployment controller; the circuit breaker exists for `ECS` (rolling) only. */
  controller: z.enum(['ECS', 'CODE_DEPLOY', 'EXTERNAL']),
  minimumHealthyPercent: z.int().min(0).max(100),
  maximumPercent: z.int().min(100).max(400),
  /** A rollout that lasts longer than this is a failure, not one under way. */
  settleMinutes: Count,
});

const Capacity = z.strictObject({
  provider: z.enum(['FARGATE', 'FARGATE_SPOT']),
  weight: z.int().min(0),
  /** Tasks that always run on this provider. */
  base: z.int().min(0),
});

export const ServiceSpec = z.strictObject({
  critical: z.boolean().optional(),
  task: Task,
  roles: z.strictObject({ task: Name, execution: Name }),
  /** The number of tasks, for a service without `scaling`. */
  desiredCount: Count.optional(),
  scaling: Scaling.optional(),
  deployment: Deployment,
  capacity: z.array(Capacity).optional(),
  /** Names of declared subnets and security groups. */
  network: z.strictObject({ subnets: z.array(Name), securityGroups: z.array(Name) }),
  loadBalancer: z.strictObject({ targetGroup: Name, container: Name, port: Port }).optional(),
  /** Whether operators may run commands in the containers; it is not so when left out. */
  executeCommand: z.boolean().optional(),
});
export type ServiceSpec = z.infer<typeof ServiceSpec>;

/** An ECS cluster on Fargate and the services that run in it. */
export const ClusterSpec = z.strictObject({
  containerInsights: z.boolean(),
  services: byName(ServiceSpec),
});
export type ClusterSpec = z.infer<typeof ClusterSpec>;
