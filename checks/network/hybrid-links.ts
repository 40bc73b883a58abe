import { peeringConnections } from '../../collectors/aws/ec2/peering-connections.ts';
import { routePrefixLists } from '../../collectors/aws/ec2/route-prefix-lists.ts';
import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { transitAttachments } from '../../collectors/aws/ec2/transit-attachments.ts';
import { vpcEndpoints } from '../../collectors/aws/ec2/vpc-endpoints.ts';
import { vpnConnections } from '../../collectors/aws/ec2/vpn-connections.ts';
import { defineCheck, type ArtifactsOf } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { LinkSpec } from '../../core/spec/sections/network.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { listCidrs } from '../sg/algebra/addresses.ts';
import { formatCidr, parseCidr } from '../sg/algebra/cidr.ts';
import { effectiveTable, type RouteTable } from './algebra/routes.ts';
import { NO_TABLE, NO_VPC, SEVERAL_SUBNETS, subnetNamed } from './deployed.ts';
import { linkRoutes, type LinkRoutes, type ListedBlocks } from './link-routes.ts';
import {
  attachedZones,
  isMoving,
  peeringLinks,
  transitLinks,
  vpnLinks,
  type DeployedLink,
} from './links.ts';
import { declaredNetwork, type NetworkSubject } from './subjects.ts';

interface LinkSubject extends NetworkSubject {
  readonly link: LinkSpec;
}

/** A VPN has two tunnels, and one is down while AWS works on it: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html */
const TUNNELS = 2;

const NEEDS = {
  peerings: peeringConnections,
  attachments: transitAttachments,
  vpns: vpnConnections,
  subnets,
  tables: routeTables,
  endpoints: vpcEndpoints,
  lists: routePrefixLists,
};

/**
 * Judges this side of a link. The routes back, and those of a transit gateway, stand in tables of other networks, which
 * are often of another account.
 */
export default defineCheck({
  id: 'network/hybrid-links',
  title:
    'Link is up, also in the zones of the declared subnets, which alone are routed to its remote blocks alone',
  risk: 'What is still in the other network cannot be reached after the cutover, or more of it can than anybody meant.',
  remediation:
    'Restore the link, both tunnels of a VPN and the attachment in every zone, and route the declared subnets to exactly the remote blocks.',
  fix: {
    cli: 'aws ec2 create-route --route-table-id <table> --destination-cidr-block <remote-block> --vpc-peering-connection-id <peering>',
    cdk: 'new ec2.CfnRoute(this, "<id>", { routeTableId: "<table>", destinationCidrBlock: "<remote-block>", vpcPeeringConnectionId: "<peering>" })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::RouteTable',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
    'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',
    'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',
  ],
  controls: ['Security Hub 2026-08 EC2.20', 'CIS AWS 5.0.0 5.6', 'CIS AWS 6.0.0 6.6'],
  proves: [],
  needs: NEEDS,
  none: 'The spec declares no link to another network.',
  subjects: declaredLinks,

  evaluate({ name, vpc, declared, link }, artifacts) {
    const expected = {
      kind: link.kind,
      state: link.kind === 'peering' ? 'active' : 'available',
      ...(link.kind === 'vpn' && { tunnelsUp: TUNNELS }),
      subnets: [...link.subnets].sort(),
      remoteCidrs: [...link.remoteCidrs],
    };
    const [found, ...others] = deployedLinks(name, link, vpc, artifacts);
    if (found === undefined) return fail('The link does not exist.', expected, {});
    if (others.length > 0) return unknown('Several links have the declared Name tag.');
    const { id, state, target, tunnels } = found;
    const told = {
      id,
      state,
      target,
      ...(link.kind === 'vpn' && { tunnels }),
      ...(link.kind === 'transit-gateway' && { attachmentSubnets: found.subnets }),
    };
    if (state !== null && state !== found.goal && !isMoving(state)) {
      return fail('The link is not up.', expected, told);
    }
    const down = (tunnels ?? []).filter(({ status }) => status === 'DOWN');
    if (down.length > 0) {
      return fail('A tunnel of the VPN is down.', expected, told, {
        details: down.map(({ outsideAddress }) => `Down: ${outsideAddress ?? 'a tunnel'}.`),
      });
    }
    if (link.remoteCidrs.some((block) => parseCidr(block) === null)) {
      return unknown('A declared remote block cannot be read.');
    }
    if (target === null) return unknown('EC2 does not say what the link ends at.');

    const deployed = artifacts.subnets.get(vpc);
    const tables = artifacts.tables.get(vpc);
    if (deployed === null || tables === null) return fail(NO_VPC, expected, told);
    const places = link.subnets.map((subnet) => subnetNamed(deployed, subnet));
    const absent = link.subnets.filter((_, index) => places[index] === null);
    if (absent.length > 0) {
      const details = absent.map((subnet) => `No subnet ${subnet}.`);
      return fail('A declared subnet does not exist.', expected, told, { details });
    }
    if (places.includes('several')) return unknown(SEVERAL_SUBNETS);

    const lists = listedBlocks(vpc, artifacts);
    const sharing = Object.entries(declared.links ?? {}).filter(
      ([other, one]) => other === name || leadsTo(target, other, one, vpc, artifacts),
    );
    const reached = Object.entries(deployed).map(([subnetId, subnet]) => {
      const label = subnet.name ?? subnetId;
      const table = effectiveTable(subnetId, tables);
      const allowed = sharing
        .filter(([, one]) => one.subnets.includes(label))
        .flatMap(([, one]) => one.remoteCidrs);
      const routes = routesOf(table, vpc, artifacts);
      const all = linkRoutes(routes, target, blocksOf(allowed), lists);
      const wanted = link.subnets.includes(label) ? link.remoteCidrs : [];
      const { missed, within } = linkRoutes(routes, target, blocksOf(wanted), lists);
      return { label, table, ...all, missed: listCidrs(missed), within };
    });
    const beyond = reached.flatMap(({ label, excess }) =>
      excess.map(({ destination }) => `${label} is routed to ${destination ?? 'unknown'}.`),
    );
    const missing = reached.flatMap(({ label, missed }) =>
      missed.map((block) => `${label} is not routed to ${block}.`),
    );
    const within = reached.flatMap(({ label, within: own }) =>
      own.map(
        (block) =>
          `${label} is not routed to ${formatCidr(block)}, which lies within the VPC itself.`,
      ),
    );
    const actual = { ...told, beyond, missing: [...missing, ...within] };
    if (beyond.length > 0) {
      const message = 'Subnets are routed to more of the other network than declared.';
      return fail(message, expected, actual, { details: beyond });
    }
    if (state !== null && state !== found.goal) {
      return unsettled('AWS is changing the link.', expected, actual);
    }
    const isDecided = reached.every(({ table, undecided }) => table !== null && !isAny(undecided));
    const lacking = isDecided ? actual.missing : within;
    if (lacking.length > 0) {
      const message = 'Subnets are not routed to all of the other network that is declared.';
      return fail(message, expected, actual, { details: lacking });
    }

    const zones =
      link.kind === 'transit-gateway'
        ? attachedZones(found.subnets, link.subnets, deployed)
        : { without: [], isTold: true };
    if (zones.without.length > 0) {
      const message = 'The attachment has no subnet in the zone of a declared subnet.';
      const details = zones.without.map(({ subnet, zone }) => `${subnet} lies in ${zone}.`);
      return fail(message, expected, actual, { details });
    }

    if (state === null) return unknown('EC2 does not give the state of the link.');
    if (!zones.isTold) {
      return unknown(
        'EC2 does not say of every declared subnet that the attachment has a subnet in its zone.',
      );
    }
    if (link.kind === 'vpn' && !areBothUp(tunnels)) {
      return unknown('EC2 does not say of both tunnels that they are up.');
    }
    if (reached.some(({ table }) => table === null)) return unknown(NO_TABLE);
    if (!isDecided) {
      // Throws when that is for prefix lists that were not seen.
      if (reached.some(({ undecided }) => undecided.some(isListed))) artifacts.lists.get(vpc);
      return unknown('A route of a subnet does not say whether it leads to the link.');
    }
    return pass(expected, actual);
  },
});

function declaredLinks(spec: Spec): readonly LinkSubject[] {
  return declaredNetwork(spec).flatMap((network) =>
    Object.entries(network.declared.links ?? {}).map(([name, link]) => ({
      ...network,
      name,
      path: ['network', 'links', name],
      link,
    })),
  );
}

function deployedLinks(
  name: string,
  { kind }: LinkSpec,
  vpc: string,
  { peerings, attachments, vpns }: ArtifactsOf<typeof NEEDS>,
): readonly DeployedLink[] {
  switch (kind) {
    case 'peering':
      return peeringLinks(peerings.get(vpc) ?? {}, name);
    case 'transit-gateway':
      return transitLinks(attachments.get(vpc) ?? {}, name);
    case 'vpn':
      return vpnLinks(vpns.get(vpc) ?? {}, name);
  }
}

/** Whether another declared link has the same routes: attachments and VPNs may end at one gateway. */
function leadsTo(
  target: string,
  name: string,
  link: LinkSpec,
  vpc: string,
  artifacts: ArtifactsOf<typeof NEEDS>,
): boolean {
  if (link.kind === 'peering' || target.startsWith('pcx-')) return false;
  return deployedLinks(name, link, vpc, artifacts).some((other) => other.target === target);
}

/** Routes to gateway endpoints are left out: they lead to a service of AWS within the VPC, whatever their list holds. */
function routesOf(
  table: RouteTable | null,
  vpc: string,
  { endpoints }: ArtifactsOf<typeof NEEDS>,
): RouteTable['routes'] {
  return (table?.routes ?? []).filter(
    (route) =>
      !isListed(route) ||
      route.target?.startsWith('vpce-') !== true ||
      endpoints.get(vpc)?.[route.target]?.type !== 'Gateway',
  );
}

/** The lists that routes name, as far as they were read. A list with an entry that cannot be read is left out. */
function listedBlocks(vpc: string, { tables, lists }: ArtifactsOf<typeof NEEDS>): ListedBlocks {
  const isNeeded = (tables.get(vpc) ?? []).some(({ routes }) =>
    routes.some((route) => isListed(route) && route.target?.startsWith('vpce-') !== true),
  );
  const listed = isNeeded ? lists.look(vpc) : null;
  return new Map(
    (listed?.state === 'present' ? listed.value : []).flatMap(({ id, cidrs }) => {
      const blocks = cidrs.map(parseCidr);
      return blocks.every((block) => block !== null) ? [[id, blocks] as const] : [];
    }),
  );
}

function blocksOf(cidrs: readonly string[]) {
  return cidrs.flatMap((cidr) => parseCidr(cidr) ?? []);
}

function isListed({ destination }: LinkRoutes['undecided'][number]): boolean {
  return destination?.startsWith('pl-') === true;
}

function isAny(list: readonly unknown[]): boolean {
  return list.length > 0;
}

function areBothUp(tunnels: DeployedLink['tunnels']): boolean {
  return (
    tunnels !== null && tunnels.length >= TUNNELS && tunnels.every(({ status }) => status === 'UP')
  );
}
