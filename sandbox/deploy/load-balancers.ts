import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeTargetGroupsCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
  type RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import type { z } from 'zod';
import type { LoadBalancerSpec, TargetGroupSpec } from '../../core/spec/sections/load-balancing.ts';
import type { SandboxContext } from './context.ts';
import { found, groupIds, loadBalancerArn, subnetIds, targetGroupArn, vpcId } from './lookup.ts';
import { subnetsOfTier } from './network.ts';
import { tagsOf } from './tags.ts';

type LoadBalancer = z.infer<typeof LoadBalancerSpec>;
type Listener = LoadBalancer['listeners'][string];
type Rule = NonNullable<Listener['rules']>[string];
type TargetGroup = z.infer<typeof TargetGroupSpec>;

const OLD_ENVIRONMENT = 'old-environment';

/** What an HTTPS listener negotiates when the spec does not say. */
const DEFAULT_TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** Target groups first: listeners forward to them. */
export async function deployTargetGroups(context: SandboxContext): Promise<void> {
  for (const [name, group] of Object.entries(context.spec.targetGroups ?? {})) {
    await context.make('target group', name, () => createTargetGroup(context, name, group));
  }
}

async function createTargetGroup(
  context: SandboxContext,
  name: string,
  group: TargetGroup,
): Promise<void> {
  const { healthCheck } = group;
  const { TargetGroups = [] } = await context.aws.elb.send(
    new CreateTargetGroupCommand({
      Name: name,
      TargetType: 'ip',
      Protocol: group.protocol,
      ProtocolVersion: 'HTTP1',
      Port: group.port,
      VpcId: await vpcId(context),
      HealthCheckEnabled: true,
      HealthCheckProtocol: group.protocol,
      HealthCheckPort: 'traffic-port',
      HealthCheckPath: healthCheck.path,
      HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
      HealthCheckTimeoutSeconds: Math.max(2, Math.floor(healthCheck.intervalSeconds / 2)),
      HealthyThresholdCount: healthCheck.healthyThreshold,
      UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
      Matcher: { HttpCode: healthCheck.codes },
      Tags: tagsOf(context.spec),
    }),
  );
  const TargetGroupArn = found(TargetGroups[0]?.TargetGroupArn, 'target group', name);
  if (group.deregistrationDelaySeconds !== undefined) {
    await context.aws.elb.send(
      new ModifyTargetGroupAttributesCommand({
        TargetGroupArn,
        Attributes: [
          {
            Key: 'deregistration_delay.timeout_seconds',
            Value: String(group.deregistrationDelaySeconds),
          },
        ],
      }),
    );
  }
  // The tasks of a bound service register themselves.
  if (!isBound(context, name)) await registerStandIns(context, TargetGroupArn, group);
}

export async function deployLoadBalancers(context: SandboxContext): Promise<void> {
  for (const [name, balancer] of Object.entries(context.spec.loadBalancers ?? {})) {
    await context.make('load balancer', name, () => createLoadBalancer(context, name, balancer));
    for (const [listenerName, listener] of Object.entries(balancer.listeners)) {
      await context.make('listener', `${name}/${listenerName}`, () =>
        createListener(context, name, balancer, listener),
      );
    }
  }
}

async function createLoadBalancer(
  context: SandboxContext,
  name: string,
  balancer: LoadBalancer,
): Promise<void> {
  const { elb } = context.aws;
  const { LoadBalancers = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: name,
      Type: 'application',
      Scheme: balancer.scheme,
      Subnets: await subnetIds(context, balancer.subnets),
      SecurityGroups: await groupIds(context, balancer.securityGroups),
      IpAddressType: 'ipv4',
      Tags: tagsOf(context.spec),
    }),
  );
  const { accessLogsBucket, deletionProtection, idleTimeoutSeconds } = balancer;
  if (accessLogsBucket !== undefined) await createLogBucket(context, accessLogsBucket);
  const attributes = {
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    ...(deletionProtection !== undefined && {
      'deletion_protection.enabled': String(deletionProtection),
    }),
    ...(idleTimeoutSeconds !== undefined && {
      'idle_timeout.timeout_seconds': String(idleTimeoutSeconds),
    }),
    ...(accessLogsBucket !== undefined && {
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': accessLogsBucket,
    }),
  };
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerArn: found(LoadBalancers[0]?.LoadBalancerArn, 'load balancer', name),
      Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
}

/** Creates one declared listener with its rules; the load balancer is there already. */
export async function createListener(
  context: SandboxContext,
  balancerName: string,
  balancer: LoadBalancer,
  listener: Listener,
): Promise<void> {
  const { elb } = context.aws;
  const { Listeners = [] } = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: await loadBalancerArn(context, balancerName),
      Protocol: listener.protocol,
      Port: listener.port,
      DefaultActions: [await defaultAction(context, listener)],
      Tags: tagsOf(context.spec),
      ...(listener.protocol === 'HTTPS' && {
        SslPolicy: listener.tlsPolicy ?? DEFAULT_TLS_POLICY,
        Certificates: [
          { CertificateArn: await requestCertificate(context, hostOf(balancerName, balancer)) },
        ],
      }),
    }),
  );
  const ListenerArn = found(Listeners[0]?.ListenerArn, 'listener of', balancerName);
  for (const rule of Object.values(listener.rules ?? {})) {
    await elb.send(
      new CreateRuleCommand({
        ListenerArn,
        Priority: rule.priority,
        Conditions: conditionsOf(rule),
        Actions: [await forwardTo(context, rule.targetGroup, rule.weight)],
        Tags: tagsOf(context.spec),
      }),
    );
  }
}

/** The listener of a load balancer on a port; undefined when there is none. */
export async function listenerArn(
  context: SandboxContext,
  balancerName: string,
  port: number,
): Promise<string | undefined> {
  const { Listeners = [] } = await context.aws.elb.send(
    new DescribeListenersCommand({ LoadBalancerArn: await loadBalancerArn(context, balancerName) }),
  );
  return Listeners.find(({ Port }) => Port === port)?.ListenerArn;
}

/** The declared default action as the API has it. */
export async function defaultAction(context: SandboxContext, listener: Listener): Promise<Action> {
  switch (listener.action) {
    case 'forward':
      if (listener.targetGroup === undefined) {
        throw new Error('The listener forwards and the spec names no target group.');
      }
      return forwardTo(context, listener.targetGroup);
    case 'redirect-to-https':
      return {
        Type: 'redirect',
        RedirectConfig: {
          Protocol: 'HTTPS',
          Port: '443',
          Host: '#{host}',
          Path: '/#{path}',
          Query: '#{query}',
          StatusCode: 'HTTP_301',
        },
      };
    case 'fixed-response':
      return {
        Type: 'fixed-response',
        FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: '' },
      };
  }
}

/** To one target group, or with a weight of a hundred to the old environment for the rest. */
export async function forwardTo(
  context: SandboxContext,
  targetGroup: string,
  weight?: number,
): Promise<Action> {
  const TargetGroupArn = await targetGroupArn(context, targetGroup);
  if (weight === undefined) return { Type: 'forward', TargetGroupArn };
  const rest = { TargetGroupArn: await oldEnvironment(context), Weight: 100 - weight };
  const TargetGroups = [{ TargetGroupArn, Weight: weight }, rest];
  return { Type: 'forward', ForwardConfig: { TargetGroups } };
}

/** The target group of what was there before, which no spec declares. */
async function oldEnvironment(context: SandboxContext): Promise<string> {
  const { elb } = context.aws;
  const { TargetGroups: groups = [] } = await elb.send(new DescribeTargetGroupsCommand());
  const known = groups.find(({ TargetGroupName }) => TargetGroupName === OLD_ENVIRONMENT);
  if (known?.TargetGroupArn !== undefined) return known.TargetGroupArn;
  const { TargetGroups = [] } = await elb.send(
    new CreateTargetGroupCommand({
      Name: OLD_ENVIRONMENT,
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: await vpcId(context),
    }),
  );
  return found(TargetGroups[0]?.TargetGroupArn, 'target group', OLD_ENVIRONMENT);
}

function conditionsOf({ paths, hosts }: Rule): RuleCondition[] {
  const conditions: RuleCondition[] = [];
  if (paths) conditions.push({ Field: 'path-pattern', PathPatternConfig: { Values: paths } });
  if (hosts) conditions.push({ Field: 'host-header', HostHeaderConfig: { Values: hosts } });
  return conditions;
}

function hostOf(name: string, { hostnames = [] }: LoadBalancer): string {
  return hostnames[0] ?? `${name}.example.com`;
}

async function requestCertificate({ wire }: SandboxContext, DomainName: string): Promise<string> {
  const { CertificateArn } = await wire.json('acm', 'CertificateManager', 'RequestCertificate', {
    DomainName,
    ValidationMethod: 'DNS',
  });
  if (typeof CertificateArn !== 'string') throw new Error('The certificate has no ARN.');
  return CertificateArn;
}

/** Load balancers deliver their logs as the account that AWS has for them in each region, here as the service. */
async function createLogBucket({ wire, account }: SandboxContext, bucket: string): Promise<void> {
  await wire.rest('s3', 'PUT', `/${bucket}`);
  await wire.rest('s3', 'PUT', `/${bucket}?policy`, {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::127311923021:root' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket}/AWSLogs/${account}/*`,
      },
    ],
  });
}

function isBound({ spec }: SandboxContext, targetGroup: string): boolean {
  return Object.values(spec.clusters ?? {}).some(({ services }) =>
    Object.values(services).some(({ loadBalancer }) => loadBalancer?.targetGroup === targetGroup),
  );
}

/** Addresses in the private subnets, in turn, as many as must be healthy and at least one in each zone. */
async function registerStandIns(
  context: SandboxContext,
  TargetGroupArn: string,
  group: TargetGroup,
): Promise<void> {
  const { network } = context.spec;
  if (network === undefined) return;
  const ids = await subnetIds(context, subnetsOfTier(network, 'private'));
  const { Subnets = [] } = await context.aws.ec2.send(
    new DescribeSubnetsCommand({ SubnetIds: ids }),
  );
  const count = Math.max(group.minimumHealthy ?? 1, group.availabilityZones);
  const Targets = Array.from({ length: count }, (_, index) => {
    const subnet = Subnets[index % Subnets.length];
    const [a = 10, b = 0, c = 0] = (subnet?.CidrBlock ?? '').split('.').map(Number);
    return { Id: `${a}.${b}.${c}.${200 + index}`, Port: group.port };
  });
  await context.aws.elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
}
