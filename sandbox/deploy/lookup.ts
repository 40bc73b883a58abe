import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { SandboxContext } from './context.ts';

/** Ids and ARNs of deployed things, by the names that the spec has for them. */

export async function vpcId({ spec, aws }: SandboxContext): Promise<string> {
  const name = spec.network?.vpc.name;
  if (name === undefined) throw new Error('The spec declares no network.');
  const { Vpcs = [] } = await aws.ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'tag:Name', Values: [name] }] }),
  );
  return found(Vpcs[0]?.VpcId, 'VPC', name);
}

export async function subnetIds(
  context: SandboxContext,
  names: readonly string[],
): Promise<string[]> {
  const { Subnets = [] } = await context.aws.ec2.send(
    new DescribeSubnetsCommand({
      Filters: [{ Name: 'vpc-id', Values: [await vpcId(context)] }],
    }),
  );
  return names.map((name) => {
    const subnet = Subnets.find(({ Tags = [] }) =>
      Tags.some(({ Key, Value }) => Key === 'Name' && Value === name),
    );
    return found(subnet?.SubnetId, 'subnet', name);
  });
}

export async function subnetId(context: SandboxContext, name: string): Promise<string> {
  const [id] = await subnetIds(context, [name]);
  return found(id, 'subnet', name);
}

export async function groupIds(
  context: SandboxContext,
  names: readonly string[],
): Promise<string[]> {
  const { SecurityGroups = [] } = await context.aws.ec2.send(
    new DescribeSecurityGroupsCommand({
      Filters: [{ Name: 'vpc-id', Values: [await vpcId(context)] }],
    }),
  );
  return names.map((name) =>
    found(
      SecurityGroups.find(({ GroupName }) => GroupName === name)?.GroupId,
      'security group',
      name,
    ),
  );
}

export async function groupId(context: SandboxContext, name: string): Promise<string> {
  const [id] = await groupIds(context, [name]);
  return found(id, 'security group', name);
}

export async function keyArn({ aws }: SandboxContext, alias: string): Promise<string> {
  const { KeyMetadata } = await aws.kms.send(new DescribeKeyCommand({ KeyId: aliasName(alias) }));
  return found(KeyMetadata?.Arn, 'KMS key', alias);
}

/** AWS's aliases begin with `alias/`; a spec may leave it out. */
export function aliasName(alias: string): string {
  return alias.startsWith('alias/') ? alias : `alias/${alias}`;
}

export async function secretArn({ aws }: SandboxContext, name: string): Promise<string> {
  const { ARN } = await aws.secrets.send(new DescribeSecretCommand({ SecretId: name }));
  return found(ARN, 'secret', name);
}

export async function targetGroupArn({ aws }: SandboxContext, name: string): Promise<string> {
  const { TargetGroups = [] } = await aws.elb.send(
    new DescribeTargetGroupsCommand({ Names: [name] }),
  );
  return found(TargetGroups[0]?.TargetGroupArn, 'target group', name);
}

export async function loadBalancerArn({ aws }: SandboxContext, name: string): Promise<string> {
  const { LoadBalancers = [] } = await aws.elb.send(
    new DescribeLoadBalancersCommand({ Names: [name] }),
  );
  return found(LoadBalancers[0]?.LoadBalancerArn, 'load balancer', name);
}

export function roleArn({ account }: SandboxContext, name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

export function queueArn({ region, account }: SandboxContext, name: string): string {
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

export function queueUrl({ endpoint, account }: SandboxContext, name: string): string {
  return `${endpoint}/${account}/${name}`;
}

export function topicArn({ region, account }: SandboxContext, name: string): string {
  return `arn:aws:sns:${region}:${account}:${name}`;
}

export function logGroupArn({ region, account }: SandboxContext, name: string): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}

/** What was just made must be there: anything else is the sandbox's failure, not the deployment's. */
export function found<Value>(value: Value | undefined, kind: string, name: string): Value {
  if (value === undefined) throw new Error(`The sandbox has no ${kind} ${name}.`);
  return value;
}
