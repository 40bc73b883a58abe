import {
  type Action,
  CreateRuleCommand,
  DeleteListenerCommand,
  DeleteRuleCommand,
  DescribeRulesCommand,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyRuleCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  SetSecurityGroupsCommand,
  SetSubnetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { LoadBalancerSpec } from '../../core/spec/sections/load-balancing.ts';
import type { z } from 'zod';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { createListener, defaultAction, forwardTo, listenerArn } from '../deploy/load-balancers.ts';
import { groupIds, loadBalancerArn, subnetIds, targetGroupArn } from '../deploy/lookup.ts';
import { subnetsOfTier } from '../deploy/network.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { balancedService, groupOfRole, loadBalancer, must } from './pick.ts';

type Listener = z.infer<typeof LoadBalancerSpec>['listeners'][string];

const targets: Broken = {
  check: 'elb/targets-healthy',
  subject: (spec) => balancedService(spec).targetGroup,
};
const ACTIVE: Broken = { check: 'elb/active', subject: loadBalancer };
const HTTPS: Broken = { check: 'elb/https-only', subject: loadBalancer };

export const LOAD_BALANCING_FAULTS: readonly Fault[] = [
  stateOfTargets({
    id: 'targets-unhealthy',
    describes: 'No target of a target group is healthy.',
    state: 'unhealthy',
  }),
  stateOfTargets({
    id: 'target-unhealthy',
    describes: 'One target of a target group is not healthy.',
    state: 'unhealthy',
    count: 1,
  }),
  {
    ...stateOfTargets({
      id: 'targets-unavailable',
      describes: 'Health checks are switched off, so that nothing is known of the targets.',
      state: 'unavailable',
    }),
    breaks: [{ ...targets, status: 'unknown' }],
  },
  registering({
    ...stateOfTargets({
      id: 'targets-registering',
      describes:
        'The targets of a target group are being registered, as its service is being deployed.',
      state: 'initial',
    }),
    breaks: [{ ...targets, status: 'unsettled' }],
  }),
  {
    id: 'target-group-empty',
    describes: 'A service no longer registers its tasks, and its target group is empty.',
    breaks: [
      { check: 'ecs/load-balancer-binding', subject: (spec) => balancedService(spec).subject },
      targets,
    ],
    async apply({ aws, spec }) {
      const { cluster, name } = balancedService(spec);
      await aws.ecs.send(new UpdateServiceCommand({ cluster, service: name, loadBalancers: [] }));
      return null;
    },
    async heal(context) {
      const { cluster, name, service } = balancedService(context.spec);
      const binding = must(service.loadBalancer, 'load balancer of the service');
      await context.aws.ecs.send(
        new UpdateServiceCommand({
          cluster,
          service: name,
          loadBalancers: [
            {
              targetGroupArn: await targetGroupArn(context, binding.targetGroup),
              containerName: binding.container,
              containerPort: binding.port,
            },
          ],
        }),
      );
    },
  },
  {
    id: 'targets-in-one-zone',
    describes: 'All tasks of a service run in one zone, and all its targets with them.',
    breaks: [
      targets,
      ...['ecs/network-config', 'ecs/task-az-spread'].map((check) => ({
        check,
        subject: (spec: Spec) => balancedService(spec).subject,
      })),
    ],
    apply: (context) => setSubnets(context, 1),
    async heal(context) {
      await setSubnets(context);
    },
  },

  overlayFault({
    id: 'load-balancer-failed',
    describes: 'The load balancer could not be set up.',
    breaks: [ACTIVE],
    deviation: 'elb/load-balancer-state',
    arguments: (spec) => ({ name: loadBalancer(spec), state: 'failed' }),
  }),
  {
    id: 'load-balancer-with-another-group',
    describes: 'The load balancer has the security group of a service.',
    breaks: [ACTIVE],
    apply: (context) => setGroups(context, [groupOfRole(context.spec, 'service')]),
    async heal(context) {
      await setGroups(context, declaredBalancer(context.spec).securityGroups);
    },
  },
  {
    id: 'load-balancer-in-private-subnets',
    describes: 'The load balancer stands in the private subnets.',
    breaks: [ACTIVE],
    async apply(context) {
      const network = must(context.spec.network, 'network');
      return placeBalancer(context, subnetsOfTier(network, 'private'));
    },
    async heal(context) {
      await placeBalancer(context, declaredBalancer(context.spec).subnets);
    },
  },
  {
    id: 'another-health-check',
    describes: 'A target group checks the health of its targets at a path that answers anything.',
    breaks: [{ check: 'elb/health-check', subject: (spec) => balancedService(spec).targetGroup }],
    apply: (context) => setHealthCheckPath(context, '/'),
    async heal(context) {
      const { targetGroup } = balancedService(context.spec);
      const declared = must(context.spec.targetGroups?.[targetGroup], 'target group');
      await setHealthCheckPath(context, declared.healthCheck.path);
    },
  },

  {
    id: 'http-forwards',
    describes: 'The listener for HTTP forwards in place of redirecting to HTTPS.',
    breaks: [{ check: 'elb/listener-rules', subject: loadBalancer }, HTTPS],
    async apply(context) {
      const https = listenerOf(context.spec, 'HTTPS');
      await modifyDefault(context, listenerOf(context.spec, 'HTTP').port, https);
      return null;
    },
    async heal(context) {
      const http = listenerOf(context.spec, 'HTTP');
      await modifyDefault(context, http.port, http);
    },
  },
  {
    id: 'http-forwards-by-a-rule',
    describes: 'The listener for HTTP redirects, but for one path that it forwards.',
    breaks: [{ check: 'elb/listener-rules', subject: loadBalancer }, HTTPS],
    apply: (context) => addRule(context, 'HTTP', 900, '/legacy/*'),
    async heal({ aws }, rule) {
      await aws.elb.send(new DeleteRuleCommand({ RuleArn: rule ?? '' }));
    },
  },
  {
    id: 'https-gone',
    describes: 'The load balancer has no listener for HTTPS, and sends nothing to any target.',
    breaks: [
      { check: 'elb/tls-policy', subject: loadBalancer },
      { check: 'elb/certificate', subject: loadBalancer },
      { check: 'elb/listener-rules', subject: loadBalancer },
      HTTPS,
      { ...targets, subject: () => '*' },
    ],
    async apply(context) {
      const ListenerArn = await listenerOn(context, listenerOf(context.spec, 'HTTPS').port);
      await context.aws.elb.send(new DeleteListenerCommand({ ListenerArn }));
      return null;
    },
    async heal(context) {
      const balancer = loadBalancer(context.spec);
      const declared = declaredBalancer(context.spec);
      await createListener(context, balancer, declared, listenerOf(context.spec, 'HTTPS'));
    },
  },
  attribute(
    'load-balancer-can-be-deleted',
    'The load balancer can be deleted.',
    'deletion-protection',
    {
      'deletion_protection.enabled': ['false', 'true'],
    },
  ),
  attribute(
    'load-balancer-logs-nothing',
    'The load balancer does not log requests.',
    'access-logs',
    {
      'access_logs.s3.enabled': ['false', 'true'],
    },
  ),
  attribute(
    'malformed-headers-pass',
    'The load balancer passes malformed headers on.',
    'header-hardening',
    {
      'routing.http.drop_invalid_header_fields.enabled': ['false', 'true'],
    },
  ),
  attribute('load-balancer-hangs-up', 'The load balancer hangs up after ten seconds.', 'timeouts', {
    'idle_timeout.timeout_seconds': ['10', '60'],
  }),
  {
    id: 'requests-cut-off',
    describes: 'A target group gives requests of a task that goes no time to end.',
    breaks: [
      { check: 'elb/deregistration-delay', subject: (spec) => balancedService(spec).targetGroup },
    ],
    apply: (context) => setDelay(context, 0),
    async heal(context) {
      const { targetGroup } = balancedService(context.spec);
      const declared = must(context.spec.targetGroups?.[targetGroup], 'target group');
      await setDelay(context, declared.deregistrationDelaySeconds ?? 300);
    },
  },
  {
    id: 'old-tls',
    describes: 'The listener for HTTPS speaks TLS 1.0.',
    breaks: [{ check: 'elb/tls-policy', subject: loadBalancer }],
    apply: (context) => setPolicy(context, 'ELBSecurityPolicy-2016-08'),
    async heal(context) {
      const { tlsPolicy } = listenerOf(context.spec, 'HTTPS');
      await setPolicy(context, tlsPolicy ?? 'ELBSecurityPolicy-TLS13-1-2-2021-06');
    },
  },
  overlayFault({
    id: 'certificate-not-validated',
    describes: 'The certificate of the load balancer was never validated.',
    breaks: [{ check: 'elb/certificate', subject: loadBalancer }],
    deviation: 'acm/certificate',
    arguments: () => ({ members: { Status: 'PENDING_VALIDATION' } }),
  }),
  overlayFault({
    id: 'certificate-for-another-host',
    describes: 'The certificate of the load balancer is for another host than the API.',
    breaks: [{ check: 'elb/certificate', subject: loadBalancer }],
    deviation: 'acm/certificate',
    arguments: () => ({ members: { SubjectAlternativeNames: ['old.example.com'] } }),
  }),
  overlayFault({
    id: 'tasks-spoken-to-in-the-clear',
    describes: 'The load balancer speaks to the tasks in the clear, where TLS is declared.',
    breaks: [
      { check: 'elb/backend-encryption', subject: secureGroup },
      { check: 'elb/health-check', subject: secureGroup },
    ],
    deviation: 'elb/target-group',
    arguments: (spec) => ({ name: secureGroup(spec), member: 'Protocol', value: 'HTTP' }),
  }),
  {
    id: 'rule-of-yesterday',
    describes: 'The listener for HTTPS has a rule that nobody declared.',
    breaks: [{ check: 'elb/listener-rules', subject: loadBalancer }],
    apply: (context) => addRule(context, 'HTTPS', 5, '/old/*'),
    async heal({ aws }, rule) {
      await aws.elb.send(new DeleteRuleCommand({ RuleArn: rule ?? '' }));
    },
  },
  {
    id: 'half-of-the-requests-to-the-old-environment',
    describes: 'A rule has the declared weight, and the old environment has as much.',
    breaks: [{ check: 'elb/listener-rules', subject: loadBalancer }],
    async apply(context) {
      const { rule, weight } = weightedRule(context.spec);
      const shared = await forwardTo(context, rule.targetGroup, weight);
      const groups = shared.ForwardConfig?.TargetGroups ?? [];
      await setAction(context, rule.priority, {
        ...shared,
        ForwardConfig: { TargetGroups: groups.map((group) => ({ ...group, Weight: weight })) },
      });
      return null;
    },
    async heal(context) {
      const { rule, weight } = weightedRule(context.spec);
      await setAction(context, rule.priority, await forwardTo(context, rule.targetGroup, weight));
    },
  },
];

/** The fault, in a deployment of the service that begins now: of an old one targets would be registered by now. */
function registering(fault: Fault): Fault {
  return {
    ...fault,
    async apply(context) {
      const { cluster, name } = balancedService(context.spec);
      await context.aws.ecs.send(
        new UpdateServiceCommand({ cluster, service: name, forceNewDeployment: true }),
      );
      return fault.apply(context);
    },
  };
}

function stateOfTargets(fault: {
  id: string;
  describes: string;
  state: string;
  count?: number;
}): Fault {
  const { id, describes, state, count } = fault;
  return overlayFault({
    id,
    describes,
    breaks: [targets],
    deviation: 'elb/target-state',
    arguments: (spec) => ({
      state,
      targetGroup: balancedService(spec).targetGroup,
      ...(count !== undefined && { count }),
    }),
  });
}

function listenerOf(spec: Spec, protocol: Listener['protocol']): Listener {
  const { listeners } = declaredBalancer(spec);
  const found = Object.values(listeners).find((listener) => listener.protocol === protocol);
  return must(found, `listener for ${protocol}`);
}

async function listenerOn(context: SandboxContext, port: number): Promise<string> {
  const arn = await listenerArn(context, loadBalancer(context.spec), port);
  return must(arn, `listener on port ${port}`);
}

/** Gives the listener on a port the default action of a declared one. */
async function modifyDefault(context: SandboxContext, port: number, as: Listener): Promise<void> {
  await context.aws.elb.send(
    new ModifyListenerCommand({
      ListenerArn: await listenerOn(context, port),
      DefaultActions: [await defaultAction(context, as)],
    }),
  );
}

function declaredBalancer(spec: Spec) {
  return must(spec.loadBalancers?.[loadBalancer(spec)], 'load balancer');
}

async function setGroups(context: SandboxContext, groups: readonly string[]): Promise<null> {
  await context.aws.elb.send(
    new SetSecurityGroupsCommand({
      LoadBalancerArn: await loadBalancerArn(context, loadBalancer(context.spec)),
      SecurityGroups: await groupIds(context, groups),
    }),
  );
  return null;
}

async function placeBalancer(context: SandboxContext, subnets: readonly string[]): Promise<null> {
  await context.aws.elb.send(
    new SetSubnetsCommand({
      LoadBalancerArn: await loadBalancerArn(context, loadBalancer(context.spec)),
      Subnets: await subnetIds(context, subnets),
    }),
  );
  return null;
}

async function setHealthCheckPath(context: SandboxContext, HealthCheckPath: string): Promise<null> {
  const { targetGroup } = balancedService(context.spec);
  await context.aws.elb.send(
    new ModifyTargetGroupCommand({
      TargetGroupArn: await targetGroupArn(context, targetGroup),
      HealthCheckPath,
    }),
  );
  return null;
}

/** The first subnets of the declared ones; all when no number is given. */
async function setSubnets(context: SandboxContext, count?: number): Promise<null> {
  const { cluster, name, service } = balancedService(context.spec);
  const { subnets, securityGroups } = service.network;
  await context.aws.ecs.send(
    new UpdateServiceCommand({
      cluster,
      service: name,
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: await subnetIds(context, subnets.slice(0, count)),
          securityGroups: await groupIds(context, securityGroups),
          assignPublicIp: 'DISABLED',
        },
      },
    }),
  );
  return null;
}

/** Attributes of the load balancer: a wrong value each, and the right one. */
function attribute(
  id: string,
  describes: string,
  check: string,
  values: Readonly<Record<string, readonly [wrong: string, right: string]>>,
): Fault {
  const set = async (context: SandboxContext, which: 0 | 1): Promise<null> => {
    await context.aws.elb.send(
      new ModifyLoadBalancerAttributesCommand({
        LoadBalancerArn: await loadBalancerArn(context, loadBalancer(context.spec)),
        Attributes: Object.entries(values).map(([Key, both]) => ({ Key, Value: both[which] })),
      }),
    );
    return null;
  };
  return {
    id,
    describes,
    breaks: [{ check: `elb/${check}`, subject: loadBalancer }],
    apply: (context) => set(context, 0),
    async heal(context) {
      await set(context, 1);
    },
  };
}

async function setDelay(context: SandboxContext, seconds: number): Promise<null> {
  await context.aws.elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: await targetGroupArn(context, balancedService(context.spec).targetGroup),
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: String(seconds) }],
    }),
  );
  return null;
}

async function setPolicy(context: SandboxContext, SslPolicy: string): Promise<null> {
  const { port } = listenerOf(context.spec, 'HTTPS');
  await context.aws.elb.send(
    new ModifyListenerCommand({ ListenerArn: await listenerOn(context, port), SslPolicy }),
  );
  return null;
}

function secureGroup(spec: Spec): string {
  const groups = Object.entries(spec.targetGroups ?? {});
  return must(
    groups.find(([, { protocol }]) => protocol === 'HTTPS'),
    'target group that takes TLS',
  )[0];
}

function weightedRule(spec: Spec) {
  const rules = Object.values(listenerOf(spec, 'HTTPS').rules ?? {});
  const rule = must(
    rules.find(({ weight }) => weight !== undefined),
    'rule with a weight',
  );
  return { rule, weight: must(rule.weight, 'weight') };
}

/** Gives the rule of that priority of the listener for HTTPS another action. */
async function setAction(context: SandboxContext, priority: number, action: Action): Promise<void> {
  const { spec, aws } = context;
  const ListenerArn = await listenerOn(context, listenerOf(spec, 'HTTPS').port);
  const { Rules = [] } = await aws.elb.send(new DescribeRulesCommand({ ListenerArn }));
  const found = Rules.find(({ Priority }) => Priority === String(priority));
  const RuleArn = must(found?.RuleArn, 'rule');
  await aws.elb.send(new ModifyRuleCommand({ RuleArn, Actions: [action] }));
}

/** A rule of the listener that forwards a path to a service. Gives the ARN of the rule. */
async function addRule(
  context: SandboxContext,
  protocol: Listener['protocol'],
  Priority: number,
  path: string,
): Promise<string> {
  const { spec, aws } = context;
  const { Rules = [] } = await aws.elb.send(
    new CreateRuleCommand({
      ListenerArn: await listenerOn(context, listenerOf(spec, protocol).port),
      Priority,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [path] } }],
      Actions: [
        {
          Type: 'forward',
          TargetGroupArn: await targetGroupArn(context, balancedService(spec).targetGroup),
        },
      ],
    }),
  );
  return must(Rules[0]?.RuleArn, 'rule');
}
