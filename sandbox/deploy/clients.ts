import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { BackupClient } from '@aws-sdk/client-backup';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { RDSClient } from '@aws-sdk/client-rds';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SandboxCredentials } from './credentials.ts';

/** Clients that write to a sandbox. Collectors have clients of their own, which cannot write. */
export interface SandboxClients {
  readonly autoScaling: ApplicationAutoScalingClient;
  readonly backup: BackupClient;
  readonly cloudWatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly dynamodb: DynamoDBClient;
  readonly ec2: EC2Client;
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly rds: RDSClient;
  readonly secrets: SecretsManagerClient;
  close(): void;
}

/** One attempt a call: nothing between us and a loopback server is worth a retry, and errors stay what they are. */
export function createSandboxClients(options: {
  endpoint: string;
  region: string;
  credentials: SandboxCredentials;
}): SandboxClients {
  const requestHandler = new NodeHttpHandler({
    requestTimeout: 60_000,
    throwOnRequestTimeout: true,
  });
  const shared = { ...options, requestHandler, maxAttempts: 1 };
  return {
    autoScaling: new ApplicationAutoScalingClient(shared),
    backup: new BackupClient(shared),
    cloudWatch: new CloudWatchClient(shared),
    logs: new CloudWatchLogsClient(shared),
    dynamodb: new DynamoDBClient(shared),
    ec2: new EC2Client(shared),
    ecs: new ECSClient(shared),
    elb: new ElasticLoadBalancingV2Client(shared),
    iam: new IAMClient(shared),
    kms: new KMSClient(shared),
    rds: new RDSClient(shared),
    secrets: new SecretsManagerClient(shared),
    close() {
      requestHandler.destroy();
    },
  };
}
