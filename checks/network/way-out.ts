import type { NatGateways } from '../../collectors/aws/ec2/nat-gateways.ts';
import type { Route } from './algebra/routes.ts';

/** Where the default route of a subnet leads. */
export type WayOut =
  | { readonly kind: 'none' }
  /** The route is there, and leads to something that is gone or filtered. */
  | { readonly kind: 'dead' }
  | { readonly kind: 'nat'; readonly id: string; readonly gateway: NatGateways[string] | null }
  | { readonly kind: 'internet-gateway'; readonly id: string }
  /** A firewall, an instance, a transit gateway: where that leads on is decided behind it, often in another account. */
  | { readonly kind: 'other'; readonly id: string }
  /** EC2 leaves the target or the state of the route out. */
  | { readonly kind: 'unread'; readonly id: string | null };

/** Follows 0.0.0.0/0 by one step. A gateway of null is one that EC2 does not list. */
export function wayOut(routes: readonly Route[], gateways: NatGateways): WayOut {
  const route = routes.find(({ destination }) => destination === '0.0.0.0/0');
  if (route === undefined) return { kind: 'none' };
  const { target, state } = route;
  if (target === null || state === null) return { kind: 'unread', id: target };
  if (state !== 'active') return { kind: 'dead' };
  switch (target.slice(0, target.indexOf('-'))) {
    case 'nat':
      return { kind: 'nat', id: target, gateway: gateways[target] ?? null };
    case 'igw':
      return { kind: 'internet-gateway', id: target };
    default:
      return { kind: 'other', id: target };
  }
}
