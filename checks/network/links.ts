import type { PeeringConnection } from '../../collectors/aws/ec2/peering-connections.ts';
import type { TransitAttachment } from '../../collectors/aws/ec2/transit-attachments.ts';
import type { VpnConnection } from '../../collectors/aws/ec2/vpn-connections.ts';

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
  }));
}

export function transitLinks(all: Readonly<Record<string, TransitAttachment>>, name: string) {
  return linksNamed(all, name, (id, { state, transitGateway }) => ({
    id,
    state,
    goal: 'available',
    target: transitGateway,
    tunnels: null,
  }));
}

export function vpnLinks(all: Readonly<Record<string, VpnConnection>>, name: string) {
  return linksNamed(all, name, (id, { state, gateway, tunnels }) => ({
    id,
    state,
    goal: 'available',
    target: gateway,
    tunnels,
  }));
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
