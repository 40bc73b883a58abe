import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
  DeleteManagedPrefixListCommand,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { groupId, subnetId } from '../deploy/lookup.ts';
import { authorizeEgress, authorizeIngress, permission } from '../deploy/security-groups.ts';
import type { Broken, Fault } from './fault.ts';
import { auroraCluster, groupOfRole, must, pathsOf, plainService, subnetOfTier } from './pick.ts';

type PickGroup = (spec: Spec) => string;

const database: PickGroup = (spec) => groupOfRole(spec, 'database');
const service: PickGroup = (spec) => groupOfRole(spec, 'service');
const balancer: PickGroup = (spec) => groupOfRole(spec, 'load-balancer');
const endpoint: PickGroup = (spec) => groupOfRole(spec, 'endpoint');
/** The group of the service that the ECS faults break, which holds its half of the way to the database. */
const client: PickGroup = (spec) =>
  must(plainService(spec).service.network.securityGroups[0], 'security group of a service');

const exact = (group: PickGroup): Broken => ({ check: 'sg/ingress-exact', subject: group });
const open = (group: PickGroup): Broken => ({ check: 'sg/no-public-ingress', subject: group });
const reached = (group: PickGroup): Broken => ({
  check: 'network/undeclared-reach',
  subject: group,
});
const DATABASE: Broken = { check: 'sg/db-from-app-only', subject: database };
const BALANCED: Broken = { check: 'sg/app-from-alb-only', subject: service };
const CLIENT_PATH: Broken = {
  check: 'sg/path-app-to-db',
  subject: (spec) => pathsOf(spec, plainService(spec).subject),
};
const CLIENT_FLOW: Broken = {
  check: 'network/reachability',
  subject: (spec) => `${client(spec)} to ${database(spec)}:${auroraCluster(spec).declared.port}`,
};

const vpcName = (spec: Spec) => must(spec.network, 'network').vpc.name;
const ADMIN_PORTS: Broken = { check: 'sg/no-admin-ports', subject: vpcName };
const EVERYTHING_OUT: IpPermission[] = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
const ANYWHERE = [{ CidrIp: '0.0.0.0/0' }];
const HALVES = [{ CidrIp: '0.0.0.0/1' }, { CidrIp: '128.0.0.0/1' }];

export const SECURITY_GROUP_FAULTS: readonly Fault[] = [
  opened({
    id: 'database-open-to-the-world',
    describes: 'The database lets in everybody at its port.',
    group: database,
    breaks: [reached(database), exact(database), open(database), DATABASE],
    rule: (spec) => ({ ...at(auroraCluster(spec).declared.port), IpRanges: ANYWHERE }),
  }),
  opened({
    id: 'database-open-over-ipv6',
    describes: 'The database lets in everybody who comes over IPv6.',
    group: database,
    breaks: [exact(database), open(database), DATABASE],
    rule: (spec) => ({
      ...at(auroraCluster(spec).declared.port),
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
    }),
  }),
  opened({
    id: 'database-open-by-halves',
    describes: 'Two rules of half the internet each let everybody in to the database.',
    group: database,
    breaks: [reached(database), exact(database), open(database), DATABASE],
    rule: (spec) => ({ ...at(auroraCluster(spec).declared.port), IpRanges: HALVES }),
  }),
  opened({
    id: 'database-open-to-the-vpc',
    describes: 'The database lets in the whole VPC by its addresses.',
    group: database,
    breaks: [reached(database), exact(database), DATABASE],
    rule: (spec) => ({
      ...at(auroraCluster(spec).declared.port),
      IpRanges: [{ CidrIp: must(spec.network, 'network').vpc.cidr }],
    }),
  }),
  opened({
    id: 'database-open-to-itself',
    describes: 'The database group lets in its own members.',
    group: database,
    breaks: [reached(database), exact(database), DATABASE],
    rule: async (spec, context) => ({
      ...at(auroraCluster(spec).declared.port),
      UserIdGroupPairs: [{ GroupId: await groupId(context, database(spec)) }],
    }),
  }),
  opened({
    id: 'database-port-range',
    describes: 'A service may reach the ports around that of the database.',
    group: database,
    breaks: [reached(database), exact(database), DATABASE],
    rule: async (spec, context) => ({
      IpProtocol: 'tcp',
      FromPort: auroraCluster(spec).declared.port - 100,
      ToPort: auroraCluster(spec).declared.port + 100,
      UserIdGroupPairs: [{ GroupId: await groupId(context, client(spec)) }],
    }),
  }),
  opened({
    id: 'service-open-at-one-port',
    describes: 'A service lets in everybody at one port.',
    group: service,
    breaks: [reached(service), ADMIN_PORTS, exact(service), open(service)],
    rule: () => ({ ...at(22), IpRanges: ANYWHERE }),
  }),
  opened({
    id: 'service-open-by-protocol',
    describes: 'A service lets in everybody by a rule of all protocols, which names no port.',
    group: service,
    breaks: [reached(service), BALANCED, ADMIN_PORTS, exact(service), open(service)],
    rule: () => ({ IpProtocol: '-1', IpRanges: ANYWHERE }),
  }),
  opened({
    id: 'service-open-to-a-public-block',
    describes: 'A service lets in a public block that is not the whole internet.',
    group: service,
    breaks: [BALANCED, exact(service), open(service)],
    rule: () => ({ ...at(8080), IpRanges: [{ CidrIp: '52.0.0.0/8' }] }),
  }),
  opened({
    id: 'endpoints-open-to-the-vpc',
    describes: 'The endpoints let in the whole VPC by its addresses.',
    group: endpoint,
    breaks: [reached(endpoint), exact(endpoint)],
    rule: (spec) => ({
      ...at(443),
      IpRanges: [{ CidrIp: must(spec.network, 'network').vpc.cidr }],
    }),
  }),
  opened({
    id: 'load-balancer-open-at-another-port',
    describes: 'The load balancer lets in everybody at a port that is not declared.',
    group: balancer,
    breaks: [reached(balancer), exact(balancer), open(balancer)],
    rule: () => ({ ...at(8443), IpRanges: ANYWHERE }),
  }),
  {
    id: 'service-open-by-prefix-list',
    describes: 'A service lets in a prefix list that has all addresses in it.',
    breaks: [reached(service), BALANCED, exact(service), open(service)],
    async apply(context) {
      const { ec2 } = context.aws;
      const { PrefixList } = await ec2.send(
        new CreateManagedPrefixListCommand({
          PrefixListName: 'offices',
          AddressFamily: 'IPv4',
          MaxEntries: 5,
          Entries: [{ Cidr: '10.8.0.0/16' }, { Cidr: '0.0.0.0/0' }],
        }),
      );
      const PrefixListId = must(PrefixList?.PrefixListId, 'prefix list');
      await ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: await groupId(context, service(context.spec)),
          IpPermissions: [{ ...at(8080), PrefixListIds: [{ PrefixListId }] }],
        }),
      );
      return PrefixListId;
    },
    async heal(context, list) {
      const PrefixListId = list ?? '';
      await context.aws.ec2.send(
        new RevokeSecurityGroupIngressCommand({
          GroupId: await groupId(context, service(context.spec)),
          IpPermissions: [{ ...at(8080), PrefixListIds: [{ PrefixListId }] }],
        }),
      );
      await context.aws.ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId }));
    },
  },
  {
    id: 'service-lets-nobody-in',
    describes: 'The rule by which the load balancer reaches a service is gone.',
    breaks: [
      {
        check: 'network/reachability',
        subject: (spec) => flowsBetween(spec, balancer(spec), service(spec)),
      },
      BALANCED,
      {
        check: 'sg/path-app-to-deps',
        subject: (spec) => flowsBetween(spec, balancer(spec), service(spec)),
      },
      exact(service),
    ],
    async apply(context) {
      const group = service(context.spec);
      await revokeIngress(context, group, ingressOf(context.spec, group, balancer(context.spec)));
      return null;
    },
    async heal(context) {
      const group = service(context.spec);
      const rule = ingressOf(context.spec, group, balancer(context.spec));
      await authorizeIngress(context, await groupId(context, group), rule);
    },
  },
  {
    id: 'database-shuts-a-service-out',
    describes: 'The database no longer lets in one of the services.',
    breaks: [CLIENT_FLOW, exact(database), CLIENT_PATH],
    async apply(context) {
      const { spec } = context;
      await revokeIngress(context, database(spec), ingressOf(spec, database(spec), client(spec)));
      return null;
    },
    async heal(context) {
      const { spec } = context;
      const rule = ingressOf(spec, database(spec), client(spec));
      await authorizeIngress(context, await groupId(context, database(spec)), rule);
    },
  },
  {
    id: 'service-cannot-leave-for-the-database',
    describes: 'A service may not open connections to the database, which would let it in.',
    breaks: [CLIENT_FLOW, CLIENT_PATH, { check: 'sg/egress-exact', subject: client }],
    async apply(context) {
      const { spec } = context;
      const rule = egressOf(spec, client(spec), database(spec));
      const GroupId = await groupId(context, client(spec));
      await context.aws.ec2.send(
        new RevokeSecurityGroupEgressCommand({
          GroupId,
          IpPermissions: [await permission(context, GroupId, rule, rule.to)],
        }),
      );
      return null;
    },
    async heal(context) {
      const { spec } = context;
      const rule = egressOf(spec, client(spec), database(spec));
      await authorizeEgress(context, await groupId(context, client(spec)), rule);
    },
  },
  {
    id: 'default-group-open',
    describes: 'The default security group of the VPC has the rule that lets everything out.',
    breaks: [{ check: 'sg/default-closed', subject: vpcName }],
    async apply(context) {
      const GroupId = await groupId(context, 'default');
      await context.aws.ec2.send(
        new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: EVERYTHING_OUT }),
      );
      return null;
    },
    async heal(context) {
      const GroupId = await groupId(context, 'default');
      await context.aws.ec2.send(
        new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: EVERYTHING_OUT }),
      );
    },
  },
  opened({
    id: 'service-open-for-ssh',
    describes: 'A service lets in everybody for SSH.',
    group: service,
    breaks: [reached(service), exact(service), open(service), ADMIN_PORTS],
    rule: () => ({ ...at(22), IpRanges: ANYWHERE }),
  }),

  {
    id: 'group-with-a-stale-rule',
    describes: 'A rule of a security group names a group of a VPC that is no peer any more.',
    breaks: [{ check: 'sg/stale-references', subject: database }],
    async apply(context) {
      const id = await groupId(context, database(context.spec));
      await context.overlay.setDeviation('group-with-a-stale-rule', 'network/stale-group', { id });
      return null;
    },
    heal: ({ overlay }) => overlay.clearDeviation('group-with-a-stale-rule'),
  },
  {
    id: 'machine-in-the-group-of-a-service',
    describes: 'Somebody has attached a machine to the security group of a service.',
    breaks: [{ check: 'sg/unexpected-attachments', subject: client }],
    async apply(context) {
      const { NetworkInterface } = await context.aws.ec2.send(
        new CreateNetworkInterfaceCommand({
          SubnetId: await subnetId(context, subnetOfTier(context.spec, 'private')),
          Groups: [await groupId(context, client(context.spec))],
          Description: 'a machine of somebody',
        }),
      );
      return must(NetworkInterface?.NetworkInterfaceId, 'network interface');
    },
    async heal({ aws }, id) {
      await aws.ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id ?? '' }));
    },
  },
];

/** A fault of one ingress rule more than declared. */
function opened(fault: {
  id: string;
  describes: string;
  group: PickGroup;
  breaks: readonly Broken[];
  rule: (spec: Spec, context: SandboxContext) => IpPermission | Promise<IpPermission>;
}): Fault {
  const { id, describes, group, breaks, rule } = fault;
  const input = async (context: SandboxContext) => ({
    GroupId: await groupId(context, group(context.spec)),
    IpPermissions: [await rule(context.spec, context)],
  });
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      await context.aws.ec2.send(new AuthorizeSecurityGroupIngressCommand(await input(context)));
      return null;
    },
    async heal(context) {
      await context.aws.ec2.send(new RevokeSecurityGroupIngressCommand(await input(context)));
    },
  };
}

function at(port: number): Pick<IpPermission, 'IpProtocol' | 'FromPort' | 'ToPort'> {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port };
}

function groupOf(spec: Spec, name: string) {
  return must(spec.securityGroups?.[name], 'security group');
}

/** The declared rule of a group that lets another group in. */
function ingressOf(spec: Spec, group: string, from: string) {
  const rule = groupOf(spec, group).ingress.find((candidate) => candidate.from.group === from);
  return must(rule, `rule of ${group} that lets ${from} in`);
}

function egressOf(spec: Spec, group: string, to: string) {
  const rule = groupOf(spec, group).egress.find((candidate) => candidate.to.group === to);
  return must(rule, `rule of ${group} that lets it reach ${to}`);
}

async function revokeIngress(
  context: SandboxContext,
  group: string,
  rule: ReturnType<typeof ingressOf>,
): Promise<void> {
  const GroupId = await groupId(context, group);
  await context.aws.ec2.send(
    new RevokeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [await permission(context, GroupId, rule, rule.from)],
    }),
  );
}

/** The declared flows from one group to another, as the check names them. */
function flowsBetween(spec: Spec, sender: string, receiver: string): string[] {
  return (spec.network?.flows ?? [])
    .filter(({ from, to }) => from === sender && to === receiver)
    .map(({ from, to, port }) => `${from} to ${to}:${port}`);
}
