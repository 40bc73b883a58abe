import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeManagedPrefixListsCommand,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import type { EgressRuleSpec, IngressRuleSpec } from '../../core/spec/sections/security-groups.ts';
import type { SandboxContext } from './context.ts';
import { found, groupId, vpcId } from './lookup.ts';
import { tagged } from './network.ts';

/** What EC2 puts into every new group of a VPC. */
const ALL_EGRESS: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

/** All groups first, as their rules name each other; then what each admits, and nothing else. */
export async function deploySecurityGroups(context: SandboxContext): Promise<void> {
  const groups = Object.entries(context.spec.securityGroups ?? {});
  if (groups.length === 0) return;
  const { ec2 } = context.aws;
  const VpcId = await vpcId(context);
  for (const [name, { role }] of groups) {
    await context.make('security group', name, async () => {
      const { GroupId } = await ec2.send(
        new CreateSecurityGroupCommand({
          GroupName: name,
          Description: `${context.spec.deployment} ${role}`,
          VpcId,
          TagSpecifications: tagged(context, 'security-group', name),
        }),
      );
      await ec2.send(
        new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [ALL_EGRESS] }),
      );
    });
  }
  for (const [name, { ingress, egress }] of groups) {
    await context.make('rules of security group', name, async () => {
      const GroupId = await groupId(context, name);
      for (const rule of ingress) await authorizeIngress(context, GroupId, rule);
      for (const rule of egress) await authorizeEgress(context, GroupId, rule);
    });
  }
}

/** Adds one declared rule to a group. */
export async function authorizeIngress(
  context: SandboxContext,
  GroupId: string,
  rule: IngressRuleSpec,
): Promise<void> {
  const IpPermissions = [await permission(context, GroupId, rule, rule.from)];
  await context.aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
}

export async function authorizeEgress(
  context: SandboxContext,
  GroupId: string,
  rule: EgressRuleSpec,
): Promise<void> {
  const IpPermissions = [await permission(context, GroupId, rule, rule.to)];
  await context.aws.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
}

/** One rule as EC2 writes it. */
export async function permission(
  context: SandboxContext,
  owner: string,
  rule: Pick<IngressRuleSpec, 'protocol' | 'ports' | 'description'>,
  peer: IngressRuleSpec['from'],
): Promise<IpPermission> {
  const Description = rule.description;
  const base = { IpProtocol: protocolOf(rule.protocol), ...portsOf(rule) };
  if (peer.cidr !== undefined) {
    return peer.cidr.includes(':')
      ? { ...base, Ipv6Ranges: [{ CidrIpv6: peer.cidr, Description }] }
      : { ...base, IpRanges: [{ CidrIp: peer.cidr, Description }] };
  }
  if (peer.prefixList !== undefined) {
    const PrefixListId = await prefixListId(context, peer.prefixList);
    return { ...base, PrefixListIds: [{ PrefixListId, Description }] };
  }
  const name = peer.group ?? 'self';
  const GroupId = name === 'self' ? owner : await groupId(context, name);
  return { ...base, UserIdGroupPairs: [{ GroupId, UserId: context.account, Description }] };
}

/** EC2 gives back the names of these four, whatever it was sent; the emulator gives back what it was sent. */
const NAMED: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

function protocolOf(protocol: IngressRuleSpec['protocol']): string {
  if (typeof protocol === 'string') return protocol === 'all' ? '-1' : protocol;
  return NAMED[protocol] ?? String(protocol);
}

/** Protocols without ports, `all` among them, take none. */
function portsOf({ protocol, ports }: Pick<IngressRuleSpec, 'protocol' | 'ports'>) {
  const name = protocolOf(protocol);
  if (!['tcp', 'udp', 'icmp', 'icmpv6'].includes(name)) return {};
  if (ports === 'all') {
    return name.startsWith('icmp') ? { FromPort: -1, ToPort: -1 } : { FromPort: 0, ToPort: 65535 };
  }
  const [from, to = from] = String(ports).split('-').map(Number);
  return { FromPort: from, ToPort: to };
}

async function prefixListId({ aws }: SandboxContext, name: string): Promise<string> {
  if (name.startsWith('pl-')) return name;
  const { PrefixLists = [] } = await aws.ec2.send(
    new DescribeManagedPrefixListsCommand({
      Filters: [{ Name: 'prefix-list-name', Values: [name] }],
    }),
  );
  const list = PrefixLists.find(({ PrefixListName }) => PrefixListName === name);
  return found(list?.PrefixListId, 'prefix list', name);
}
