import type { Spec } from '../spec.ts';
import { contains, overlaps, readCidr, type CidrBlock } from './cidr-block.ts';
import {
  allDeclared,
  complain,
  declaredIfAny,
  mustBeDeclared,
  type Complaint,
} from './complaint.ts';
import { names, type Declared } from './declared.ts';

/** What the network, its flows and its security groups name, and whether the addresses fit. */
export function networkComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  return [
    ...addressComplaints(spec),
    ...zoneComplaints(spec),
    ...flowComplaints(spec, declared),
    ...linkComplaints(spec, declared),
    ...declaredIfAny(
      ['network', 'endpoints', 'securityGroup'],
      spec.network?.endpoints.securityGroup,
      declared.securityGroups,
    ),
    ...ruleComplaints(spec, declared),
  ];
}

interface Block {
  readonly name: string;
  readonly path: readonly string[];
  readonly text: string;
  readonly cidr: CidrBlock;
}

function addressComplaints({ network }: Spec): readonly Complaint[] {
  if (network === undefined) return [];
  const vpc = blockOf(network.vpc.name, ['network', 'vpc', 'cidr'], network.vpc.cidr);
  const subnets = Object.entries(network.subnets).flatMap(([name, { cidr }]) =>
    blockOf(name, ['network', 'subnets', name, 'cidr'], cidr),
  );
  return [
    ...[...vpc, ...subnets].flatMap(({ cidr, path, text }) =>
      cidr.isAligned ? [] : [complain(path, `${text} does not begin where its block begins`)],
    ),
    ...subnets.flatMap(({ cidr, path, text }) =>
      vpc.every((outer) => contains(outer.cidr, cidr))
        ? []
        : [complain(path, `${text} is not within the VPC's ${network.vpc.cidr}`)],
    ),
    ...subnets.flatMap((subnet, index) =>
      subnets
        .slice(0, index)
        .filter((other) => overlaps(other.cidr, subnet.cidr))
        .map((other) =>
          complain(subnet.path, `${subnet.text} overlaps with ${other.text} of ${other.name}`),
        ),
    ),
  ];
}

function blockOf(name: string, path: readonly string[], text: string): readonly Block[] {
  const cidr = readCidr(text);
  return cidr === null ? [] : [{ name, path, text, cidr }];
}

function zoneComplaints({ network, account }: Spec): readonly Complaint[] {
  return Object.entries(network?.subnets ?? {}).flatMap(([name, { availabilityZone }]) =>
    availabilityZone.slice(0, -1) === account.region
      ? []
      : [
          complain(
            ['network', 'subnets', name, 'availabilityZone'],
            `${availabilityZone} is no zone of ${account.region}`,
          ),
        ],
  );
}

function flowComplaints({ network }: Spec, { securityGroups }: Declared): readonly Complaint[] {
  const from = { ...securityGroups, names: new Set([...securityGroups.names, 'internet']) };
  const to = { ...securityGroups, names: new Set([...securityGroups.names, 'endpoints']) };
  return (network?.flows ?? []).flatMap((flow, index) => [
    ...mustBeDeclared(['network', 'flows', index, 'from'], flow.from, from),
    ...mustBeDeclared(['network', 'flows', index, 'to'], flow.to, to),
  ]);
}

/** The VPC keeps its own addresses to itself: no route leads a part of them elsewhere by a link. A wider block may. */
function linkComplaints({ network }: Spec, { subnets }: Declared): readonly Complaint[] {
  if (network === undefined) return [];
  const vpc = readCidr(network.vpc.cidr);
  return Object.entries(network.links ?? {}).flatMap(([name, link]) => {
    const path = ['network', 'links', name];
    return [
      ...allDeclared([...path, 'subnets'], link.subnets, subnets),
      ...link.remoteCidrs.flatMap((text, index) => {
        const at = [...path, 'remoteCidrs', index];
        const remote = readCidr(text);
        if (remote?.isAligned === false) {
          return [complain(at, `${text} does not begin where its block begins`)];
        }
        return vpc !== null && remote !== null && contains(vpc, remote)
          ? [complain(at, `${text} is within the VPC's own ${network.vpc.cidr}`)]
          : [];
      }),
    ];
  });
}

function ruleComplaints(spec: Spec, { securityGroups }: Declared): readonly Complaint[] {
  const peers = names(securityGroups.kind, securityGroups.lead, [...securityGroups.names, 'self']);
  return Object.entries(spec.securityGroups ?? {}).flatMap(([name, { ingress, egress }]) => {
    const path = ['securityGroups', name];
    return [
      ...ingress.flatMap(({ from, ports }, index) => [
        ...declaredIfAny([...path, 'ingress', index, 'from', 'group'], from.group, peers),
        ...portComplaints([...path, 'ingress', index, 'ports'], ports),
      ]),
      ...egress.flatMap(({ to, ports }, index) => [
        ...declaredIfAny([...path, 'egress', index, 'to', 'group'], to.group, peers),
        ...portComplaints([...path, 'egress', index, 'ports'], ports),
      ]),
    ];
  });
}

function portComplaints(
  path: readonly (string | number)[],
  ports: number | string,
): readonly Complaint[] {
  const [from, to] = typeof ports === 'string' ? ports.split('-').map(Number) : [];
  if (from === undefined || to === undefined) return [];
  if (to > 65535) return [complain(path, 'the last port there is, is 65535')];
  return from <= to ? [] : [complain(path, 'the range ends before it begins')];
}
