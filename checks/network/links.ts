import type { PeeringConnection } from '../../collectors/aws/ec2/peering-connections.ts';
import type { Subnets } from '../../collectors/aws/ec2/subnets.ts';
import type { TransitAttachment } from '../../collectors/aws/ec2/transit-attachments.ts';
import type { VpnConnection } from '../../collectors/aws/ec2/vpn-connections.ts';
import { subnetNamed } from './deployed.ts';

/** A link to another network as it stands, whatever its kind. */
export interface DeployedLink {
  readonly id: string;
  /** In the words of AWS; null when it was left out. */
  readonly state: string | null;
  /** The state that lets traffic through. */
  readonly goal: 'active' | 'available';
  /** What routes name to lead into it; null when AWS left it out. */
  readonly target: string | null;
  /** Of a VPN alone: what is told of its tunnels. */
  readonly tunnels: VpnConnection['tunnels'];
  /** Of an attachment to a transit gateway alone: the ids of its subnets; null when AWS left them out. */
  readonly subnets: TransitAttachment['subnets'];
}

/** States that AWS leaves by itself. What waits for somebody to accept it is not among them. */
const MOVING = new Set([
  'initiating',
  'initiating-request',
  'initiatingRequest',
  'modifying',
  'pending',
  'provisioning',
  'rollingBack',
]);

export function isMoving(state: string): boolean {
  return MOVING.has(state);
}

export function peeringLinks(all: Readonly<Record<string, PeeringConnection>>, name: string) {
  return linksNamed(all, name, (id, { status }) => ({
    id,
    state: status,
    goal: 'active',
    target: id,
    tunnels: null,
    subnets: null,
  }));
}

export function transitLinks(all: Readonly<Record<string, TransitAttachment>>, name: string) {
  return linksNamed(all, name, (id, { state, transitGateway, subnets }) => ({
    id,
    state,
    goal: 'available',
    target: transitGateway,
    tunnels: null,
    subnets,
  }));
}

export function vpnLinks(all: Readonly<Record<string, VpnConnection>>, name: string) {
  return linksNamed(all, name, (id, { state, gateway, tunnels }) => ({
    id,
    state,
    goal: 'available',
    target: gateway,
    tunnels,
    subnets: null,
  }));
}

export interface AttachedZones {
  /** The declared subnets in whose zone the attachment has none. */
  readonly without: readonly { readonly subnet: string; readonly zone: string }[];
  /** Whether it was told of every declared subnet that the attachment has one in its zone. */
  readonly isTold: boolean;
}

/**
 * Whether an attachment has a subnet in the zone of each declared one: without, nothing in the zone can reach the transit
 * gateway, whatever the routes. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
export function attachedZones(
  attachment: TransitAttachment['subnets'],
  declared: readonly string[],
  deployed: Subnets,
): AttachedZones {
  const zones = attachment?.map((id) => deployed[id]?.availabilityZone ?? null) ?? [null];
  const places = declared.map((name) => {
    const found = subnetNamed(deployed, name);
    const isOne = found !== null && found !== 'several';
    return { subnet: name, zone: isOne ? found.subnet.availabilityZone : null };
  });
  return {
    without: zones.includes(null)
      ? []
      : places.flatMap(({ subnet, zone }) =>
          zone === null || zones.includes(zone) ? [] : [{ subnet, zone }],
        ),
    isTold: places.every(({ zone }) => zone !== null && zones.includes(zone)),
  };
}

/** The links with a Name tag. EC2 goes on listing one that has ended, which counts only where there is no other. */
function linksNamed<Item extends { readonly name: string | null }>(
  all: Readonly<Record<string, Item>>,
  name: string,
  toLink: (id: string, item: Item) => DeployedLink,
): readonly DeployedLink[] {
  const links = Object.entries(all)
    .filter(([, item]) => item.name === name)
    .map(([id, item]) => toLink(id, item));
  const standing = links.filter(({ state }) => state === null || !ENDED.has(state));
  return standing.length > 0 ? standing : links.slice(0, 1);
}

const ENDED = new Set(['deleted', 'deleting', 'expired', 'failed', 'rejected']);
