import { formatCidr } from './cidr.ts';
import { ALL_PORTS, type Peer, type Ports, type Protocol, type Rule } from './rule.ts';

/** Names by id, for groups and prefix lists. */
export interface Names {
  get(id: string): string | undefined;
}

/** A rule as a person says it: `tcp 5432 from sg mistersmith-orchestrator`. */
export function describeRule(rule: Rule, names: Names): string {
  const { direction, protocol, ports, peer } = rule;
  const what = [describeProtocol(protocol), describePorts(protocol, ports)].filter(Boolean);
  return `${what.join(' ')} ${direction === 'ingress' ? 'from' : 'to'} ${describePeer(peer, names)}`;
}

function describeProtocol(protocol: Protocol): string {
  if (protocol === 'all') return 'all traffic';
  return typeof protocol === 'number' ? `protocol ${protocol}` : protocol;
}

/** Ports as a person says them; types of icmp. */
export function describePorts(protocol: Protocol, { from, to }: Ports): string {
  switch (protocol) {
    case 'tcp':
    case 'udp':
      if (from === ALL_PORTS.from && to === ALL_PORTS.to) return 'all ports';
      return to - from === 1 ? `${from}` : `${from}-${to - 1}`;
    case 'icmp':
    case 'icmpv6':
      return describeTypes(from, to);
    case 'all':
    default:
      return '';
  }
}

function describeTypes(from: number, to: number): string {
  if (from === ALL_PORTS.from && to === ALL_PORTS.to) return 'all types';
  const [type, code] = [Math.floor(from / 256), from % 256];
  const [lastType, lastCode] = [Math.floor((to - 1) / 256), (to - 1) % 256];
  if (code === 0 && lastCode === 255) {
    return type === lastType ? `type ${type}` : `types ${type}-${lastType}`;
  }
  if (to - from === 1) return `type ${type} code ${code}`;
  return `type ${type} code ${code} to type ${lastType} code ${lastCode}`;
}

function describePeer(peer: Peer, names: Names): string {
  switch (peer.kind) {
    case 'cidr':
      return formatCidr(peer.cidr);
    case 'prefix-list':
      return `prefix list ${names.get(peer.id) ?? peer.id}`;
    case 'group': {
      const name = `sg ${names.get(peer.id) ?? peer.id}`;
      return peer.account === null ? name : `${name} of account ${peer.account}`;
    }
  }
}
