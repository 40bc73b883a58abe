import { BlockList, isIPv4 } from 'node:net';
import type { CompletionContext, XmlCompletion } from '../completion.ts';
import { type JsonRecord, numberOf, recordsOf, stringOf, stringsOf } from '../json.ts';
import {
  applySplices,
  childText,
  editBlocks,
  elementsNamed,
  escapeXml,
  findBlocks,
  parseXml,
  type XmlElement,
} from '../xml.ts';
import { isHealthy, statusOf } from './ecs-fleet.ts';
import { type ServiceTask, tasksOfCluster } from './ecs-service-tasks.ts';

export const LOAD_BALANCING_COMPLETIONS: readonly XmlCompletion[] = [
  {
    form: 'xml',
    service: 'elasticloadbalancing',
    operations: ['DescribeTargetHealth'],
    gap: 'Services register no targets, all targets are healthy even without a listener, and port and zone are not resolved.',
    complete: completeTargetHealth,
  },
  {
    form: 'xml',
    service: 'elasticloadbalancing',
    operations: ['DescribeLoadBalancerAttributes'],
    gap: 'Attributes that nobody set are missing.',
    complete: withDefaultAttributes,
  },
];

interface Target {
  id: string;
  port: string;
  availabilityZone: string | undefined;
  /** Whether its health checks have gone on long enough. */
  checked: boolean;
}

async function completeTargetHealth(
  body: string,
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<string> {
  const [list] = elementsNamed(parseXml(body), 'TargetHealthDescriptions');
  if (list === undefined) return body;
  const arn = stringOf(parameters, 'TargetGroupArn') ?? '';
  const group = await context.askXml('elasticloadbalancing', 'DescribeTargetGroups', {
    'TargetGroupArns.member.1': arn,
  });
  const [description] = findBlocks(group, { name: 'member', where: { TargetGroupArn: arn } });
  const used = await isUsed(arn, context);
  const checkPort = description && childText(group, description, 'HealthCheckPort');

  const registered = await withZones(
    list.children.map((member) => registeredTarget(body, member)),
    context,
  );
  const known = new Set(registered.map(({ id, port }) => `${id}:${port}`));
  const fromServices = (await serviceTargets(arn, context)).filter(
    ({ id, port }) => !known.has(`${id}:${port}`),
  );
  const members = [...registered, ...fromServices]
    .filter((target) => isAskedFor(target, parameters))
    .map((target) => targetXml(target, used, checkPort))
    .join('');
  const whole = `<TargetHealthDescriptions>${members}</TargetHealthDescriptions>`;
  return applySplices(body, [{ start: list.start, end: list.end, with: whole }]);
}

/** Whether a rule of any listener forwards to it. The emulator's own list of its load balancers is not kept up. */
async function isUsed(targetGroupArn: string, context: CompletionContext): Promise<boolean> {
  const ask = (operation: string, parameters: Readonly<Record<string, string>>) =>
    context.askXml('elasticloadbalancing', operation, parameters);
  const balancers = await ask('DescribeLoadBalancers', {});
  for (const LoadBalancerArn of textsOf(balancers, 'LoadBalancerArn')) {
    const listeners = await ask('DescribeListeners', { LoadBalancerArn });
    for (const ListenerArn of textsOf(listeners, 'ListenerArn')) {
      const rules = await ask('DescribeRules', { ListenerArn });
      if (textsOf(rules, 'TargetGroupArn').includes(targetGroupArn)) return true;
    }
  }
  return false;
}

function textsOf(text: string, name: string): string[] {
  return elementsNamed(parseXml(text), name).map(({ contentStart, contentEnd }) =>
    text.slice(contentStart, contentEnd),
  );
}

function registeredTarget(body: string, member: XmlElement): Target {
  const target = member.children.find(({ name }) => name === 'Target');
  return {
    id: (target && childText(body, target, 'Id')) ?? '',
    port: (target && childText(body, target, 'Port')) ?? '',
    availabilityZone: target && childText(body, target, 'AvailabilityZone'),
    checked: true,
  };
}

/** An address in the VPC is in the zone of its subnet, says AWS; the emulator forgets what it was told. */
async function withZones(
  targets: readonly Target[],
  context: CompletionContext,
): Promise<Target[]> {
  if (targets.every(({ availabilityZone }) => availabilityZone !== undefined)) return [...targets];
  const text = await context.askXml('ec2', 'DescribeSubnets', {});
  const subnets = findBlocks(text, { name: 'item' }).flatMap((item) => {
    const [address, prefix] = (childText(text, item, 'cidrBlock') ?? '').split('/');
    const zone = childText(text, item, 'availabilityZone');
    if (address === undefined || prefix === undefined || zone === undefined) return [];
    const block = new BlockList();
    block.addSubnet(address, Number(prefix), 'ipv4');
    return [{ block, zone }];
  });
  return targets.map((target) => ({
    ...target,
    availabilityZone:
      target.availabilityZone ??
      (isIPv4(target.id) ? subnets.find(({ block }) => block.check(target.id))?.zone : undefined),
  }));
}

/** The addresses of the tasks of every service that is bound to the target group. */
async function serviceTargets(
  targetGroupArn: string,
  context: CompletionContext,
): Promise<Target[]> {
  const clusters = await context.askJson('ecs', 'ListClusters', {});
  const names = stringsOf(clusters, 'clusterArns').map((arn) => arn.split('/').at(-1) ?? '');
  const tasks = await Promise.all(names.map((name) => tasksOfCluster(name, context)));
  const now = context.now.getTime() / 1000;
  return tasks
    .flat()
    .filter((task) => statusOf(task, now) === 'RUNNING')
    .flatMap((task) => targetsOf(task, targetGroupArn, now));
}

function targetsOf(task: ServiceTask, targetGroupArn: string, now: number): Target[] {
  const { place } = task;
  if (place === null) return [];
  return recordsOf(task.service, 'loadBalancers')
    .filter((binding) => binding['targetGroupArn'] === targetGroupArn)
    .map((binding) => ({
      id: place.ipAddress,
      port: String(numberOf(binding, 'containerPort') ?? ''),
      availabilityZone: place.availabilityZone,
      checked: isHealthy(task, now),
    }));
}

/** `Targets.member.N.Id` narrows the answer. */
function isAskedFor(target: Target, parameters: JsonRecord): boolean {
  const ids = Object.entries(parameters)
    .filter(([name]) => /^Targets\.member\.\d+\.Id$/.test(name))
    .map(([, value]) => value);
  return ids.length === 0 || ids.includes(target.id);
}

const HEALTHY = '<State>healthy</State>';
const INITIAL =
  '<State>initial</State><Reason>Elb.InitialHealthChecking</Reason><Description>Initial health checks in progress</Description>';
const UNUSED =
  '<State>unused</State><Reason>Target.NotInUse</Reason><Description>Target group is not configured to receive traffic from the load balancer</Description>';

function targetXml(target: Target, used: boolean, checkPort: string | undefined): string {
  const zone = target.availabilityZone;
  const port = checkPort === undefined || checkPort === 'traffic-port' ? target.port : checkPort;
  const health = used ? (target.checked ? HEALTHY : INITIAL) : UNUSED;
  return [
    '<member>',
    `<Target><Id>${escapeXml(target.id)}</Id><Port>${target.port}</Port>`,
    zone === undefined ? '' : `<AvailabilityZone>${zone}</AvailabilityZone>`,
    `</Target><HealthCheckPort>${port}</HealthCheckPort><TargetHealth>${health}</TargetHealth>`,
    '</member>',
  ].join('');
}

/** Defaults of an Application Load Balancer: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const DEFAULT_ATTRIBUTES: Readonly<Record<string, string>> = {
  'access_logs.s3.enabled': 'false',
  'client_keep_alive.seconds': '3600',
  'connection_logs.s3.enabled': 'false',
  'deletion_protection.enabled': 'false',
  'idle_timeout.timeout_seconds': '60',
  'routing.http.desync_mitigation_mode': 'defensive',
  'routing.http.drop_invalid_header_fields.enabled': 'false',
  'routing.http.preserve_host_header.enabled': 'false',
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
  'routing.http.xff_client_port.enabled': 'false',
  'routing.http.xff_header_processing.mode': 'append',
  'routing.http2.enabled': 'true',
  'waf.fail_open.enabled': 'false',
};

function withDefaultAttributes(body: string): string {
  const [list] = elementsNamed(parseXml(body), 'Attributes');
  if (list === undefined) return body;
  const present = list.children.map((member) => childText(body, member, 'Key'));
  const added = Object.entries(DEFAULT_ATTRIBUTES)
    .filter(([key]) => !present.includes(key))
    .map(([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`)
    .join('');
  const whole = `<Attributes>${body.slice(list.contentStart, list.contentEnd)}${added}</Attributes>`;
  const completed = applySplices(body, [{ start: list.start, end: list.end, with: whole }]);
  // An Application Load Balancer always balances across zones.
  const crossZone = { name: 'member', where: { Key: 'load_balancing.cross_zone.enabled' } };
  return editBlocks(completed, crossZone, () => ({ Value: 'true' }));
}
