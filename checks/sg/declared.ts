import type {
  EgressRuleSpec,
  IngressRuleSpec,
  SecurityGroupSpec,
} from '../../core/spec/sections/security-groups.ts';
import { parseCidr } from './algebra/cidr.ts';
import { parseProtocol } from './algebra/permission.ts';
import {
  ALL_PORTS,
  type Direction,
  type Peer,
  type Ports,
  type Protocol,
  type Rule,
} from './algebra/rule.ts';

/** The ids that a name of the spec stands for. None when nothing has the name. */
export interface Resolve {
  group(name: string): readonly string[];
  prefixList(name: string): readonly string[];
}

export interface DeclaredRules {
  readonly rules: readonly Rule[];
  /** Names that several things have, so that the rules with them say nothing. */
  readonly ambiguous: readonly string[];
}

/**
 * The declared rules of a group in one direction. A name that nothing has stays in place of an id, which EC2 gives to
 * nothing: such a rule is missing from whatever is deployed.
 */
export function declaredRules(
  direction: Direction,
  group: string,
  declared: SecurityGroupSpec,
  resolve: Resolve,
): DeclaredRules {
  const specs =
    direction === 'ingress'
      ? declared.ingress.map((rule) => ({ rule, peer: rule.from }))
      : declared.egress.map((rule) => ({ rule, peer: rule.to }));
  const rules: Rule[] = [];
  const ambiguous: string[] = [];
  for (const { rule, peer } of specs) {
    const protocol = protocolOf(rule.protocol);
    for (const one of peersOf(peer, group, resolve, ambiguous)) {
      rules.push({ direction, protocol, ports: portsOf(protocol, rule.ports), peer: one });
    }
  }
  return { rules, ambiguous };
}

/** Names as they stand in the spec, for rules that are only compared with each other. */
export const BY_NAME: Resolve = { group: (name) => [name], prefixList: (name) => [name] };

type RuleSpec = IngressRuleSpec | EgressRuleSpec;

function peersOf(
  peer: IngressRuleSpec['from'],
  self: string,
  resolve: Resolve,
  ambiguous: string[],
): readonly Peer[] {
  const { cidr, group, prefixList } = peer;
  const one = (name: string, ids: readonly string[]) => {
    if (ids.length > 1) ambiguous.push(name);
    return ids[0] ?? name;
  };
  if (cidr !== undefined) {
    const block = parseCidr(cidr);
    return block === null ? [] : [{ kind: 'cidr', cidr: block }];
  }
  if (group !== undefined) {
    const name = group === 'self' ? self : group;
    return [{ kind: 'group', id: one(name, resolve.group(name)), account: null }];
  }
  if (prefixList !== undefined) {
    const ids = prefixList.startsWith('pl-') ? [prefixList] : resolve.prefixList(prefixList);
    return [{ kind: 'prefix-list', id: one(prefixList, ids) }];
  }
  return [];
}

function protocolOf(protocol: RuleSpec['protocol']): Protocol {
  // The schema admits names and 0–255 only.
  return parseProtocol(String(protocol)) ?? 'all';
}

/** For icmp and icmpv6 the declared numbers are types, with all their codes. */
function portsOf(protocol: Protocol, ports: RuleSpec['ports']): Ports {
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  if (ports === 'all' || (!isIcmp && protocol !== 'tcp' && protocol !== 'udp')) return ALL_PORTS;
  const [from, to = from] = String(ports).split('-').map(Number);
  const size = isIcmp ? 256 : 1;
  return { from: (from ?? 0) * size, to: ((to ?? 0) + 1) * size };
}
