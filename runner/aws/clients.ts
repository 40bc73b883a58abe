import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createRequire } from 'node:module';
import type { AwsService, Operation } from '../../core/aws.ts';

/** Sends one command and resolves with AWS's answer, or rejects with the SDK's error. */
export type Send = (
  operation: Operation,
  input: object,
  signal: AbortSignal,
) => Promise<Readonly<Record<string, unknown>>>;

export interface AwsClients {
  readonly send: Send;
  /** Asks the credential provider again, for credentials that expired during the run. */
  refreshCredentials(service: AwsService): Promise<void>;
  close(): void;
}

export interface ClientOptions {
  readonly region: string;
  /** Replaces AWS's own addresses, for the sandbox. */
  readonly endpoint: string | null;
  /** The longest a single request may take, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Sockets for all services together. */
  readonly sockets: number;
  /** Is told of each answer of AWS, refusals included, what AWS's clock said. */
  readonly onClock?: (reading: ClockReading) => void;
}

/** What AWS's clock said in an answer, and when the request for it was sent and the answer had come, in epoch milliseconds by ours. */
export interface ClockReading {
  /** To the second, cut off: a `Date` header has no fractions. */
  readonly awsMs: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}

interface SdkClient {
  send(command: object, options: { abortSignal: AbortSignal }): Promise<Record<string, unknown>>;
  destroy(): void;
  readonly config: {
    credentials(options: { forceRefresh: boolean }): Promise<unknown>;
  };
  readonly middlewareStack: {
    add(middleware: Middleware, options: Place): void;
    remove(name: string): boolean;
  };
}

interface Place {
  readonly step: 'initialize' | 'deserialize';
  readonly priority: 'high' | 'low';
}

type Middleware = (
  next: (args: unknown) => Promise<unknown>,
  context: { readonly commandName?: string },
) => (args: unknown) => Promise<unknown>;

type Construct = new (input: unknown) => object;

// The clients are CommonJS: required, they take a tenth less time and memory than imported, since nothing has to find
// out which names they export.
const require = createRequire(import.meta.url);

/** A client costs 0.1 to 0.5 s to load, so each is loaded when the first call needs it. */
const PACKAGES: Record<AwsService, () => object> = {
  acm: () => require('@aws-sdk/client-acm') as object,
  'application-auto-scaling': () => require('@aws-sdk/client-application-auto-scaling') as object,
  backup: () => require('@aws-sdk/client-backup') as object,
  budgets: () => require('@aws-sdk/client-budgets') as object,
  cloudtrail: () => require('@aws-sdk/client-cloudtrail') as object,
  cloudwatch: () => require('@aws-sdk/client-cloudwatch') as object,
  'cloudwatch-logs': () => require('@aws-sdk/client-cloudwatch-logs') as object,
  'config-service': () => require('@aws-sdk/client-config-service') as object,
  'cost-explorer': () => require('@aws-sdk/client-cost-explorer') as object,
  dynamodb: () => require('@aws-sdk/client-dynamodb') as object,
  ec2: () => require('@aws-sdk/client-ec2') as object,
  ecr: () => require('@aws-sdk/client-ecr') as object,
  ecs: () => require('@aws-sdk/client-ecs') as object,
  'elastic-load-balancing-v2': () => require('@aws-sdk/client-elastic-load-balancing-v2') as object,
  eventbridge: () => require('@aws-sdk/client-eventbridge') as object,
  iam: () => require('@aws-sdk/client-iam') as object,
  kms: () => require('@aws-sdk/client-kms') as object,
  rds: () => require('@aws-sdk/client-rds') as object,
  'resource-groups-tagging-api': () =>
    require('@aws-sdk/client-resource-groups-tagging-api') as object,
  'route-53': () => require('@aws-sdk/client-route-53') as object,
  scheduler: () => require('@aws-sdk/client-scheduler') as object,
  'secrets-manager': () => require('@aws-sdk/client-secrets-manager') as object,
  'service-quotas': () => require('@aws-sdk/client-service-quotas') as object,
  sns: () => require('@aws-sdk/client-sns') as object,
  sqs: () => require('@aws-sdk/client-sqs') as object,
  sts: () => require('@aws-sdk/client-sts') as object,
  wafv2: () => require('@aws-sdk/client-wafv2') as object,
};

const CLIENT_NAMES: Record<AwsService, string> = {
  acm: 'ACMClient',
  'application-auto-scaling': 'ApplicationAutoScalingClient',
  backup: 'BackupClient',
  budgets: 'BudgetsClient',
  cloudtrail: 'CloudTrailClient',
  cloudwatch: 'CloudWatchClient',
  'cloudwatch-logs': 'CloudWatchLogsClient',
  'config-service': 'ConfigServiceClient',
  'cost-explorer': 'CostExplorerClient',
  dynamodb: 'DynamoDBClient',
  ec2: 'EC2Client',
  ecr: 'ECRClient',
  ecs: 'ECSClient',
  'elastic-load-balancing-v2': 'ElasticLoadBalancingV2Client',
  eventbridge: 'EventBridgeClient',
  iam: 'IAMClient',
  kms: 'KMSClient',
  rds: 'RDSClient',
  'resource-groups-tagging-api': 'ResourceGroupsTaggingAPIClient',
  'route-53': 'Route53Client',
  scheduler: 'SchedulerClient',
  'secrets-manager': 'SecretsManagerClient',
  'service-quotas': 'ServiceQuotasClient',
  sns: 'SNSClient',
  sqs: 'SQSClient',
  sts: 'STSClient',
  wafv2: 'WAFV2Client',
};

/** What a service's client must be told beyond the common settings. */
const SETTINGS: Partial<Record<AwsService, object>> = {
  // Otherwise a call goes to whatever host stands in the URL of the queue, past the endpoint of the run.
  sqs: { useQueueUrlAsEndpoint: false },
};

/**
 * Clients that send the allowed operations and no others: the refusal stands in front of signing and sending, so it
 * holds for whatever reaches a client. Retries are the gate's, so a client tries once.
 */
export function createClients(options: ClientOptions, allowed: readonly Operation[]): AwsClients {
  // The SDK takes endpoints from the environment and the shared configuration as well. A run says where it looked, so
  // only what it was told counts.
  process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] = 'true';
  const allowList = new Set(allowed.map(commandKey));
  const loaded = new Map<AwsService, { client: SdkClient; sdk: object }>();
  const agent = { keepAlive: true, maxSockets: options.sockets };
  const requestHandler = new NodeHttpHandler({
    // It makes the agents: to import node:http as a module loads all that it exports, WebSocket and fetch included.
    httpAgent: agent,
    httpsAgent: agent,
    connectionTimeout: Math.min(3_000, options.requestTimeoutMs),
    requestTimeout: options.requestTimeoutMs,
    // Without this a request timeout is only logged, and the call waits for ever.
    throwOnRequestTimeout: true,
  });

  const load = (service: AwsService) => {
    const sdk = PACKAGES[service]();
    const Client = member(sdk, CLIENT_NAMES[service]);
    const client = new Client({
      region: options.region,
      requestHandler,
      maxAttempts: 1,
      ...SETTINGS[service],
      ...(options.endpoint === null ? {} : { endpoint: options.endpoint }),
    }) as SdkClient;
    // It copies every answer without its secrets, for a log that nobody keeps.
    client.middlewareStack.remove('loggerMiddleware');
    client.middlewareStack.add(refuseAllBut(service, allowList), {
      step: 'initialize',
      priority: 'high',
    });
    if (options.onClock !== undefined) {
      // The last before the wire: the SDK's own, which makes an error of a refusal, has not seen the answer yet.
      client.middlewareStack.add(readClock(options.onClock), {
        step: 'deserialize',
        priority: 'low',
      });
    }
    return { client, sdk };
  };
  const clientOf = (service: AwsService) => {
    const known = loaded.get(service) ?? load(service);
    loaded.set(service, known);
    return known;
  };

  return {
    send: async (operation, input, signal) => {
      const { client, sdk } = clientOf(operation.service);
      const Command = member(sdk, `${operation.name}Command`);
      return client.send(new Command(input), { abortSignal: signal });
    },
    refreshCredentials: async (service) => {
      const { client } = clientOf(service);
      await client.config.credentials({ forceRefresh: true });
    },
    close: () => {
      requestHandler.destroy();
    },
  };
}

/** Thrown when anything but an allowed read is about to be sent. It is a bug of ours, never a fact about AWS. */
export class RefusedCommandError extends Error {
  constructor(command: string) {
    super(`${command} is not on the list of allowed reads, so it was not sent.`);
    this.name = 'RefusedCommandError';
  }
}

function refuseAllBut(service: AwsService, allowList: ReadonlySet<string>): Middleware {
  return (next, { commandName }) =>
    (args) => {
      const key = `${service}:${commandName ?? 'an unnamed command'}`;
      if (!allowList.has(key)) throw new RefusedCommandError(key);
      return next(args);
    };
}

function readClock(tell: (reading: ClockReading) => void): Middleware {
  return (next) => async (args) => {
    const sentMs = Date.now();
    const result = (await next(args)) as HandledResponse;
    const awsMs = Date.parse(result.response?.headers?.['date'] ?? '');
    if (Number.isFinite(awsMs)) tell({ awsMs, sentMs, receivedMs: Date.now() });
    return result;
  };
}

interface HandledResponse {
  readonly response?: { readonly headers?: Readonly<Record<string, string>> };
}

function commandKey({ service, name }: Operation): string {
  return `${service}:${name}Command`;
}

function member(sdk: object, name: string): Construct {
  const found: unknown = (sdk as Record<string, unknown>)[name];
  if (typeof found !== 'function') throw new Error(`The AWS SDK has no ${name}.`);
  return found as Construct;
}
