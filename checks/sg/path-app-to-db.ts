import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { securityGroups, type SecurityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { auroraClusterNetwork } from '../../collectors/aws/rds/cluster-network.ts';
import { auroraClusterSubnets } from '../../collectors/aws/rds/cluster-subnets.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Addresses } from './algebra/addresses.ts';
import { halfOf, type Flow, type Half } from './algebra/path.ts';
import type { Direction } from './algebra/rule.ts';
import { BY_NAME, declaredRules } from './declared.ts';
import {
  addressesInSubnets,
  attachedGroups,
  halfBetween,
  NOWHERE,
  taskNetworks,
  type TaskNetwork,
} from './endpoints.ts';
import { vpcOf } from './subjects.ts';

interface PathSubject extends Subject {
  readonly vpc: string;
  readonly service: string;
  readonly cluster: string;
  readonly declared: AuroraClusterSpec;
}

/** Judges the groups that are attached, not those that should be: an interface is as open as all its groups together. */
export default defineCheck({
  id: 'sg/path-app-to-db',
  title: 'Security groups on both sides let the service reach the database port',
  risk: 'Tasks start, pass their health checks, and cannot open a connection to the database.',
  remediation:
    'Add the half that is missing: egress from the tasks to the database port, or ingress to it from the tasks.',
  fix: {
    cli: 'aws ec2 authorize-security-group-ingress --group-id <group> --ip-permissions "IpProtocol=tcp,FromPort=<port>,ToPort=<port>,UserIdGroupPairs=[{GroupId=<client-group>}]"',
    cdk: 'service.connections.allowTo(cluster, ec2.Port.tcp(<port>))',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html',
  ],
  controls: [],
  proves: ['security/security-groups'],
  needs: {
    services: ecsServices,
    clusters: auroraClusterNetwork,
    clusterSubnets: auroraClusterSubnets,
    groups: securityGroups,
    lists: groupPrefixLists,
    subnets,
  },
  none: 'The spec declares no service that talks to an Aurora cluster.',
  subjects: paths,

  evaluate({ vpc, service: key, cluster: identifier, declared }, artifacts, context) {
    const expected = { port: declared.port, egress: 'open', ingress: 'open' };

    const service = artifacts.services.get(key);
    if (service === null) return fail('The service does not exist.', expected, {});
    const cluster = artifacts.clusters.get(identifier);
    if (cluster === null) return fail('The database cluster does not exist.', expected, {});
    const groups = artifacts.groups.get(vpc);
    if (groups === null) return fail('The VPC does not exist.', expected, {});
    if (cluster.port === null) return unknown('RDS does not give the port of the database.');
    if (cluster.port !== declared.port) {
      const message = 'The database listens on another port than declared.';
      return fail(message, expected, { port: cluster.port }, { resource: service.arn });
    }
    const { networks, isWhole } = taskNetworks(service);
    if (networks.length === 0) {
      return unknown('ECS does not give the network configuration of the tasks.');
    }

    const flow: Flow = { protocol: 'tcp', ports: { from: cluster.port, to: cluster.port + 1 } };
    const active = cluster.securityGroups.filter(({ status }) => status === 'active');
    const attached = (direction: Direction, ids: readonly string[]) =>
      attachedGroups(direction, ids, groups, artifacts.lists, context);
    const database = attached(
      'ingress',
      active.map(({ id }) => id),
    );
    const judged = networks.map((network) => {
      const tasks = attached('egress', network.groups);
      const between = (from: Addresses | null, to: Addresses | null) => ({
        egress: halfBetween('egress', tasks, flow, { groups: database.ids, addresses: to }),
        ingress: halfBetween('ingress', database, flow, { groups: tasks.ids, addresses: from }),
      });
      const byGroup = between(null, null);
      if (byGroup.egress === 'open' && byGroup.ingress === 'open') return byGroup;
      // Blocks of addresses count as well, so where the two sides are matters now.
      const deployed = artifacts.subnets.get(vpc) ?? {};
      return between(
        addressesInSubnets(network.subnets, deployed),
        addressesInSubnets(artifacts.clusterSubnets.get(identifier) ?? [], deployed),
      );
    });

    const egress = worst(judged.map((path) => path.egress));
    const ingress = worst(judged.map((path) => path.ingress));
    const actual = { port: cluster.port, egress, ingress };
    const details = { resource: service.arn, details: sidesOf(networks, active, groups) };
    if (egress === 'closed' || ingress === 'closed') {
      if (active.length < cluster.securityGroups.length) {
        const message = 'The security groups of the database are being changed.';
        return unsettled(message, expected, actual, details);
      }
      return fail(messageFor(egress, ingress), expected, actual, details);
    }
    if (!isWhole) return unknown('ECS does not give the network configuration of all tasks.');
    if (egress === 'undecided' || ingress === 'undecided') {
      return unknown('Not all that the path depends on can be seen.');
    }
    return pass(expected, actual, { resource: service.arn });
  },
});

function messageFor(egress: Half, ingress: Half): string {
  if (egress === 'closed' && ingress === 'closed') {
    return 'The tasks do not let the database port out, and the database does not let the tasks in.';
  }
  return egress === 'closed'
    ? 'The security groups of the tasks do not let the database port out.'
    : 'The security groups of the database do not let the tasks in.';
}

/** One configuration that is shut out is enough: its tasks cannot work. */
function worst(halves: readonly Half[]): Half {
  return (
    halves.find((half) => half === 'closed') ?? halves.find((half) => half !== 'open') ?? 'open'
  );
}

function sidesOf(
  networks: readonly TaskNetwork[],
  database: readonly { readonly id: string }[],
  { byId }: SecurityGroups,
): string[] {
  const tell = (ids: readonly string[]) =>
    ids.length === 0 ? 'none' : ids.map((id) => byId[id]?.name ?? id).join(', ');
  return [
    ...networks.map(({ groups }) => `Groups of the tasks: ${tell(groups)}.`),
    `Groups of the database: ${tell(database.map(({ id }) => id))}.`,
  ];
}

/**
 * The pairs that the spec means to talk: by a flow, or by what the cluster's groups let in. Both name groups, so only
 * the services of these groups are looked at: every service for every cluster would be too many.
 */
function paths(spec: Spec): readonly PathSubject[] {
  const vpc = vpcOf(spec);
  const services = servicesOf(spec);
  const byGroup = new Map<string, PlacedService[]>();
  for (const service of services) {
    for (const group of new Set(service.groups)) {
      byGroup.set(group, [...(byGroup.get(group) ?? []), service]);
    }
  }
  const flows = (spec.network?.flows ?? []).map(({ from, to, port }) => ({ from, to, port }));
  const flowsTo = Map.groupBy(flows, ({ to }) => to);

  return Object.entries(spec.aurora ?? {}).flatMap(([cluster, declared]) => {
    const groups = [...declared.securityGroups];
    const port = declared.port;
    const flow: Flow = { protocol: 'tcp', ports: { from: port, to: port + 1 } };
    const rules = groups.flatMap((group) => {
      const entry = spec.securityGroups?.[group];
      return entry === undefined ? [] : declaredRules('ingress', group, entry, BY_NAME).rules;
    });
    const clients = new Set(
      groups.flatMap((group) =>
        (flowsTo.get(group) ?? []).flatMap((one) => (one.port === port ? one.from : [])),
      ),
    );
    const peers = rules.flatMap(({ peer }) => (peer.kind === 'group' ? peer.id : []));
    const candidates = new Set([...clients, ...peers].flatMap((group) => byGroup.get(group) ?? []));
    return [...candidates]
      .filter(
        (service) =>
          service.groups.some((group) => clients.has(group)) ||
          halfOf(
            rules,
            'ingress',
            flow,
            { groups: service.groups, addresses: NOWHERE },
            new Map(),
          ) === 'open',
      )
      .sort((left, right) => left.index - right.index)
      .map(({ ecs, name }) => ({
        name: `${ecs}/${name} to ${cluster}`,
        path: ['clusters', ecs, 'services', name],
        vpc,
        service: `${ecs}/${name}`,
        cluster,
        declared,
      }));
  });
}

interface PlacedService {
  /** Its place in the spec, by which subjects are in the same order in every run. */
  readonly index: number;
  readonly ecs: string;
  readonly name: string;
  readonly groups: readonly string[];
}

function servicesOf({ clusters }: Spec): readonly PlacedService[] {
  return Object.entries(clusters ?? {})
    .flatMap(([ecs, { services }]) =>
      Object.entries(services).map(([name, { network }]) => ({
        ecs,
        name,
        groups: [...network.securityGroups],
      })),
    )
    .map((service, index) => ({ index, ...service }));
}
