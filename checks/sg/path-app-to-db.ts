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
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html',
  ],
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
    const networks = taskNetworks(service);
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

/** The pairs that the spec means to talk: by a flow, or by what the cluster's groups let in. */
function paths(spec: Spec): readonly PathSubject[] {
  const vpc = vpcOf(spec);
  return Object.entries(spec.aurora ?? {}).flatMap(([cluster, declared]) => {
    const flow: Flow = { protocol: 'tcp', ports: { from: declared.port, to: declared.port + 1 } };
    const rules = declared.securityGroups.flatMap((group) => {
      const entry = spec.securityGroups?.[group];
      return entry === undefined ? [] : declaredRules('ingress', group, entry, BY_NAME).rules;
    });
    const flows = (spec.network?.flows ?? []).filter(
      (one) => declared.securityGroups.includes(one.to) && one.port === declared.port,
    );
    const clients = new Set(flows.map(({ from }) => from));
    return Object.entries(spec.clusters ?? {}).flatMap(([ecs, { services }]) =>
      Object.entries(services)
        .filter(([, { network }]) => {
          const groups = network.securityGroups;
          const other = { groups, addresses: NOWHERE };
          return (
            groups.some((group) => clients.has(group)) ||
            halfOf(rules, 'ingress', flow, other, new Map()) === 'open'
          );
        })
        .map(([service]) => ({
          name: `${ecs}/${service} to ${cluster}`,
          path: ['clusters', ecs, 'services', service],
          vpc,
          service: `${ecs}/${service}`,
          cluster,
          declared,
        })),
    );
  });
}
