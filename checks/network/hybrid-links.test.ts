import { expect, test } from '@jest/globals';
import type { PeeringConnections } from '../../collectors/aws/ec2/peering-connections.ts';
import type { RouteTable } from '../../collectors/aws/ec2/route-tables.ts';
import type { Subnet } from '../../collectors/aws/ec2/subnets.ts';
import type { TransitAttachments } from '../../collectors/aws/ec2/transit-attachments.ts';
import type { VpnConnection } from '../../collectors/aws/ec2/vpn-connections.ts';
import type { LinkSpec } from '../../core/spec/sections/network.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './hybrid-links.ts';
import {
  deployedEndpoints,
  deployedSubnets,
  deployedTables,
  NETWORK,
  networkSubject,
  route,
  table,
  type Route,
} from './testing/fixtures.ts';

const REMOTE = '10.9.0.0/16';
const LINKS: Readonly<Record<'partner' | 'core' | 'office', LinkSpec>> = {
  partner: { kind: 'peering', subnets: ['private-a', 'private-b'], remoteCidrs: [REMOTE] },
  core: { kind: 'transit-gateway', subnets: ['private-a'], remoteCidrs: [REMOTE] },
  office: { kind: 'vpn', subnets: ['private-a'], remoteCidrs: [REMOTE] },
};
const subjectOf = (name: keyof typeof LINKS, links: Partial<typeof LINKS> = LINKS) => ({
  ...networkSubject({ links }),
  name,
  path: ['network', 'links', name],
  link: LINKS[name],
});
const CORE = subjectOf('core');
const ZONED: LinkSpec = { ...LINKS.core, subnets: ['private-a', 'private-b'] };
const BOTH = { ...CORE, ...networkSubject({ links: { core: ZONED } }), name: 'core', link: ZONED };
const OFFICE = subjectOf('office');
const WIDE: LinkSpec = { ...LINKS.core, remoteCidrs: ['10.0.0.0/8'] };

/** Tables of the fixtures, of which those of the private subnets have more routes. */
function routed(a: readonly Route[], b: readonly Route[] = []): RouteTable[] {
  return deployedTables().map((one) => {
    if (one.id === 'rtb-private-a') return { ...one, routes: [...one.routes, ...a] };
    return one.id === 'rtb-private-b' ? { ...one, routes: [...one.routes, ...b] } : one;
  });
}
/** The tables of a VPC with a second block. */
function withOwn(block: string, tables: RouteTable[]): RouteTable[] {
  return tables.map((one) => ({ ...one, routes: [...one.routes, route(block, 'local')] }));
}
const TO_PARTNER = route(REMOTE, 'pcx-1');
const around = (tables: RouteTable[]) => ({
  peerings: { main: {} },
  attachments: { main: {} },
  vpns: { main: {} },
  subnets: { main: deployedSubnets() },
  tables: { main: tables },
  endpoints: { main: deployedEndpoints() },
  lists: { main: [{ id: 'pl-partner', name: 'partner', cidrs: [REMOTE] }] },
});

const peered = (
  status: string | null = 'active',
  tables = routed([TO_PARTNER], [TO_PARTNER]),
  others: PeeringConnections = {},
) => ({
  ...around(tables),
  peerings: { main: { 'pcx-1': { name: 'partner', status }, ...others } },
});
const attached = (
  facts: Partial<TransitAttachments[string]> = {},
  tables = routed([route(REMOTE, 'tgw-1')]),
) => ({
  ...around(tables),
  attachments: {
    main: {
      'tgw-attach-1': {
        name: 'core',
        state: 'available',
        transitGateway: 'tgw-1',
        subnets: ['subnet-database-a'],
        ...facts,
      },
      'tgw-attach-2': { name: null, state: 'available', transitGateway: 'tgw-2', subnets: null },
    },
  },
});
/** An attachment that both private subnets are routed to. */
const zoned = (
  attachment: string[] | null,
  facts: Readonly<Record<string, Partial<Subnet>>> = {},
) => {
  const toCore = [route(REMOTE, 'tgw-1')];
  const artifacts = attached({ subnets: attachment }, routed(toCore, toCore));
  return {
    ...artifacts,
    subnets: { main: deployedSubnets(facts) },
  };
};
const tunnel = (status: string | null, outsideAddress = '203.0.113.1') => ({
  outsideAddress,
  status,
});
const vpn = (facts: Partial<VpnConnection> = {}): VpnConnection => ({
  name: 'office',
  state: 'available',
  gateway: 'vgw-1',
  tunnels: [tunnel('UP'), tunnel('UP', '203.0.113.2')],
  ...facts,
});
const tunnelled = (
  facts: Partial<VpnConnection> = {},
  tables = routed([route(REMOTE, 'vgw-1')]),
) => ({ ...around(tables), vpns: { main: { 'vpn-1': vpn(facts) } } });

/** A VPN that ends at the transit gateway of an attachment. */
const sharing = (...routes: Route[]) => ({
  ...attached({}, routed([route(REMOTE, 'tgw-1'), ...routes])),
  vpns: { main: { 'vpn-1': vpn({ gateway: 'tgw-1' }) } },
});
const officeTo = (...remoteCidrs: string[]) =>
  subjectOf('core', { core: LINKS.core, office: { ...LINKS.office, remoteCidrs } });

const NOT_UP = 'The link is not up.';
const BEYOND = 'Subnets are routed to more of the other network than declared.';
const MISSING = 'Subnets are not routed to all of the other network that is declared.';
const WITHIN = 'is not routed to 10.9.0.0/16, which lies within the VPC itself.';
const NO_ZONE = 'The attachment has no subnet in the zone of a declared subnet.';
const UNTOLD_ZONE =
  'EC2 does not say of every declared subnet that the attachment has a subnet in its zone.';
const TUNNELS = 'EC2 does not say of both tunnels that they are up.';
const NO_TABLE = 'The route tables of the VPC do not say which one holds for the subnet.';
const UNDECIDED = 'A route of a subnet does not say whether it leads to the link.';

testCheck(
  check,
  { ...subjectOf('partner') },
  {
    pass: [
      { name: 'an active peering', artifacts: peered() },
      {
        name: 'a peering beside one of the name that was deleted',
        artifacts: peered('active', undefined, {
          'pcx-0': { name: 'partner', status: 'deleted' },
        }),
      },
      {
        name: 'an attachment, routed to from the declared subnet alone',
        subject: CORE,
        artifacts: attached(),
      },
      {
        name: 'an attachment with a subnet in the zone of each declared one',
        subject: BOTH,
        artifacts: zoned(['subnet-database-a', 'subnet-public-b']),
      },
      { name: 'a VPN with both tunnels up', subject: OFFICE, artifacts: tunnelled() },
      {
        name: 'a VPN at a transit gateway',
        subject: OFFICE,
        artifacts: tunnelled({ gateway: 'tgw-1' }, routed([route(REMOTE, 'tgw-1')])),
      },
      {
        name: 'what another link at the same gateway is declared to reach',
        subject: officeTo('10.7.0.0/16'),
        artifacts: sharing(route('10.7.0.0/16', 'tgw-1')),
      },
      {
        name: 'routed to by a prefix list',
        artifacts: peered(
          'active',
          routed([route('pl-partner', 'pcx-1')], [route('pl-partner', 'pcx-1')]),
        ),
      },
      {
        name: 'a block around the VPC, whose own addresses are led nowhere',
        subject: {
          ...CORE,
          ...networkSubject({ links: { core: WIDE } }),
          link: WIDE,
          name: 'core',
        },
        artifacts: attached({}, routed([route('10.0.0.0/8', 'tgw-1')])),
      },
    ],
    fail: [
      {
        name: 'no peering of the name',
        artifacts: around(routed([])),
        message: 'The link does not exist.',
      },
      {
        name: 'no attachment of the name',
        subject: CORE,
        artifacts: attached({ name: 'other' }),
        message: 'The link does not exist.',
      },
      {
        name: 'no VPN of the name',
        subject: OFFICE,
        artifacts: tunnelled({ name: null }),
        message: 'The link does not exist.',
      },
      ...['pending-acceptance', 'deleted', 'deleting', 'expired', 'failed', 'rejected'].map(
        (status) => ({
          name: `a peering that is ${status}`,
          artifacts: peered(status),
          message: NOT_UP,
        }),
      ),
      ...['pendingAcceptance', 'deleted', 'failed', 'failing', 'rejected', 'rejecting'].map(
        (state) => ({
          name: `an attachment that is ${state}`,
          subject: CORE,
          artifacts: attached({ state }),
          message: NOT_UP,
        }),
      ),
      {
        name: 'a VPN that was deleted',
        subject: OFFICE,
        artifacts: tunnelled({ state: 'deleted', tunnels: [] }),
        message: NOT_UP,
      },
      {
        name: 'one tunnel of two down (EC2.20)',
        subject: OFFICE,
        artifacts: tunnelled({ tunnels: [tunnel('UP'), tunnel('DOWN', '203.0.113.2')] }),
        message: 'A tunnel of the VPN is down.',
        details: ['Down: 203.0.113.2.'],
      },
      {
        name: 'the only tunnel that is told of down',
        subject: OFFICE,
        artifacts: tunnelled({ tunnels: [tunnel('DOWN')] }),
        message: 'A tunnel of the VPN is down.',
      },
      {
        name: 'no VPC',
        artifacts: { ...peered(), subnets: { main: null } },
        message: 'The VPC does not exist.',
      },
      {
        name: 'no subnet of the name',
        artifacts: {
          ...peered(),
          subnets: { main: deployedSubnets({ 'private-b': { name: 'x' } }) },
        },
        message: 'A declared subnet does not exist.',
        details: ['No subnet private-b.'],
      },
      {
        name: 'no route from one of the subnets',
        artifacts: peered('active', routed([TO_PARTNER])),
        message: MISSING,
        details: ['private-b is not routed to 10.9.0.0/16.'],
      },
      {
        name: 'a route that is gone (N10: of the table that holds)',
        artifacts: peered('active', routed([TO_PARTNER], [route(REMOTE, 'pcx-1', 'blackhole')])),
        message: MISSING,
      },
      {
        name: 'a route to half of it',
        artifacts: peered('active', routed([TO_PARTNER], [route('10.9.0.0/17', 'pcx-1')])),
        message: MISSING,
        details: ['private-b is not routed to 10.9.128.0/17.'],
      },
      {
        name: 'the route of another link',
        artifacts: peered('active', routed([TO_PARTNER], [route(REMOTE, 'pcx-2')])),
        message: MISSING,
      },
      {
        name: 'a route to more than is declared',
        artifacts: peered('active', routed([route('10.0.0.0/8', 'pcx-1')], [TO_PARTNER])),
        message: BEYOND,
        details: ['private-a is routed to 10.0.0.0/8.'],
      },
      {
        name: 'a second route to more than is declared',
        artifacts: peered('active', routed([TO_PARTNER, route('::/0', 'pcx-1')], [TO_PARTNER])),
        message: BEYOND,
        details: ['private-a is routed to ::/0.'],
      },
      {
        name: 'a remote block that is also one of the VPC itself, and no route',
        artifacts: peered('active', withOwn(REMOTE, routed([]))),
        message: MISSING,
        details: [`private-a ${WITHIN}`, `private-b ${WITHIN}`],
      },
      {
        name: 'a remote block within one of the VPC itself, and routes to it',
        artifacts: peered('active', withOwn('10.8.0.0/15', routed([TO_PARTNER], [TO_PARTNER]))),
        message: MISSING,
        details: [`private-a ${WITHIN}`, `private-b ${WITHIN}`],
      },
      {
        name: 'a remote block of the VPC itself, whatever another route cannot tell',
        artifacts: peered('active', withOwn(REMOTE, routed([route('10.7.0.0/16', null)]))),
        message: MISSING,
        details: [`private-a ${WITHIN}`, `private-b ${WITHIN}`],
      },
      {
        name: 'an attachment without a subnet in a zone',
        subject: BOTH,
        artifacts: zoned(['subnet-database-a', 'subnet-public-a']),
        message: NO_ZONE,
        details: ['private-b lies in us-east-1b.'],
      },
      {
        name: 'an attachment without a subnet',
        subject: BOTH,
        artifacts: zoned([]),
        message: NO_ZONE,
        details: ['private-a lies in us-east-1a.', 'private-b lies in us-east-1b.'],
      },
      {
        name: 'an attachment without a subnet in one zone, where another is left out',
        subject: BOTH,
        artifacts: zoned(['subnet-public-b'], { 'private-b': { availabilityZone: null } }),
        message: NO_ZONE,
        details: ['private-a lies in us-east-1a.'],
      },
      {
        name: 'an attachment without a subnet in a zone, whatever a route cannot tell',
        subject: CORE,
        artifacts: attached(
          { subnets: ['subnet-public-b'] },
          routed([route(REMOTE, 'tgw-1'), route('10.7.0.0/16', null)]),
        ),
        message: NO_ZONE,
      },
      {
        name: 'a subnet that is not declared',
        subject: CORE,
        artifacts: attached({}, routed([route(REMOTE, 'tgw-1')], [route(REMOTE, 'tgw-1')])),
        message: BEYOND,
        details: ['private-b is routed to 10.9.0.0/16.'],
      },
      {
        name: 'subnets that fall back to the main table (N10)',
        artifacts: peered(
          'active',
          routed([TO_PARTNER], [TO_PARTNER]).map((one) =>
            one.main ? table(one.id, { main: true, routes: [TO_PARTNER] }) : one,
          ),
        ),
        message: BEYOND,
        details: ['database-a is routed to 10.9.0.0/16.', 'database-b is routed to 10.9.0.0/16.'],
      },
      {
        name: 'more than all links at the gateway are declared to reach',
        subject: officeTo('10.7.0.0/17'),
        artifacts: sharing(route('10.7.0.0/16', 'tgw-1')),
        message: BEYOND,
        details: ['private-a is routed to 10.7.0.0/16.'],
      },
      {
        name: 'more than is declared, of a peering that is being set up',
        artifacts: peered('provisioning', routed([route('10.0.0.0/8', 'pcx-1')])),
        message: BEYOND,
      },
    ],
    unsettled: [
      ...['initiating-request', 'provisioning'].map((status) => ({
        name: `a peering that is ${status}`,
        artifacts: peered(status),
        message: 'AWS is changing the link.',
      })),
      ...['initiating', 'initiatingRequest', 'modifying', 'pending', 'rollingBack'].map(
        (state) => ({
          name: `an attachment that is ${state}`,
          subject: CORE,
          artifacts: attached({ state }, routed([])),
          message: 'AWS is changing the link.',
        }),
      ),
      {
        name: 'a VPN that is pending',
        subject: OFFICE,
        artifacts: tunnelled({ state: 'pending', tunnels: null }),
        message: 'AWS is changing the link.',
      },
    ],
    unknown: [
      {
        name: 'two peerings of the name',
        artifacts: peered('active', undefined, {
          'pcx-2': { name: 'partner', status: 'pending-acceptance' },
        }),
        message: 'Several links have the declared Name tag.',
      },
      {
        name: 'a peering without a state',
        artifacts: peered(null),
        message: 'EC2 does not give the state of the link.',
      },
      {
        name: 'an attachment without its gateway',
        subject: CORE,
        artifacts: attached({ transitGateway: null }),
        message: 'EC2 does not say what the link ends at.',
      },
      {
        name: 'an attachment whose subnets are left out',
        subject: BOTH,
        artifacts: zoned(null),
        message: UNTOLD_ZONE,
      },
      {
        name: 'a declared subnet without a zone',
        subject: BOTH,
        artifacts: zoned(['subnet-public-a', 'subnet-public-b'], {
          'private-b': { availabilityZone: null },
        }),
        message: UNTOLD_ZONE,
      },
      {
        name: 'a subnet of the attachment without a zone',
        subject: BOTH,
        artifacts: zoned(['subnet-public-a', 'subnet-public-b'], {
          'public-b': { availabilityZone: null },
        }),
        message: UNTOLD_ZONE,
      },
      {
        name: 'a subnet of the attachment that is not listed',
        subject: BOTH,
        artifacts: zoned(['subnet-public-a', 'subnet-x']),
        message: UNTOLD_ZONE,
      },
      {
        name: 'a remote block that is none',
        subject: { link: { ...LINKS.partner, remoteCidrs: ['10.09.0.0/16'] } },
        artifacts: peered(),
        message: 'A declared remote block cannot be read.',
      },
      {
        name: 'one tunnel that is told of',
        subject: OFFICE,
        artifacts: tunnelled({ tunnels: [tunnel('UP')] }),
        message: TUNNELS,
      },
      {
        name: 'no tunnel that is told of',
        subject: OFFICE,
        artifacts: tunnelled({ tunnels: [] }),
        message: TUNNELS,
      },
      {
        name: 'tunnels left out',
        subject: OFFICE,
        artifacts: tunnelled({ tunnels: null }),
        message: TUNNELS,
      },
      {
        name: 'a tunnel without a state',
        subject: OFFICE,
        artifacts: tunnelled({ tunnels: [tunnel('UP'), tunnel(null)] }),
        message: TUNNELS,
      },
      {
        name: 'two subnets of one name',
        artifacts: {
          ...peered(),
          subnets: { main: deployedSubnets({ 'public-a': { name: 'private-a' } }) },
        },
        message: 'Several subnets of the VPC have the declared Name tag.',
      },
      {
        name: 'a subnet without a table',
        artifacts: peered(
          'active',
          routed([TO_PARTNER], [TO_PARTNER]).filter(({ main }) => !main),
        ),
        message: NO_TABLE,
      },
      {
        name: 'a declared subnet without a table',
        artifacts: peered('active', []),
        message: NO_TABLE,
      },
      {
        name: 'a route without a target',
        artifacts: peered('active', routed([TO_PARTNER], [route(REMOTE, null)])),
        message: UNDECIDED,
      },
      {
        name: 'two routes for one block',
        artifacts: peered('active', routed([TO_PARTNER, route(REMOTE, 'vgw-1')], [TO_PARTNER])),
        message: UNDECIDED,
      },
      {
        name: 'a prefix list that an inspecting endpoint leads away',
        artifacts: peered(
          'active',
          routed([TO_PARTNER, route('pl-inspected', 'vpce-firewall')], [TO_PARTNER]),
        ),
        message: UNDECIDED,
      },
      {
        name: 'a prefix list with an entry that cannot be read',
        artifacts: {
          ...peered('active', routed([TO_PARTNER, route('pl-partner', 'pcx-1')], [TO_PARTNER])),
          lists: { main: [{ id: 'pl-partner', name: null, cidrs: ['10.9.0.0'] }] },
        },
        message: UNDECIDED,
      },
    ],
    error: [
      {
        name: 'peerings are denied',
        artifacts: {
          ...peered(),
          peerings: { main: denied('ec2:DescribeVpcPeeringConnections') },
        },
        message: 'AWS denied ec2:DescribeVpcPeeringConnections.',
      },
      {
        name: 'attachments are denied',
        subject: CORE,
        artifacts: {
          ...attached(),
          attachments: { main: denied('ec2:DescribeTransitGatewayVpcAttachments') },
        },
        message: 'AWS denied ec2:DescribeTransitGatewayVpcAttachments.',
      },
      {
        name: 'VPNs are denied',
        subject: OFFICE,
        artifacts: { ...tunnelled(), vpns: { main: denied('ec2:DescribeVpnConnections') } },
        message: 'AWS denied ec2:DescribeVpnConnections.',
      },
      {
        name: 'a prefix list that was not seen',
        artifacts: {
          ...peered('active', routed([route('pl-partner', 'pcx-1')], [TO_PARTNER])),
          lists: { main: denied('ec2:GetManagedPrefixListEntries') },
        },
        message: 'AWS denied ec2:GetManagedPrefixListEntries.',
      },
    ],
  },
);

test('every declared link is a subject', () => {
  const spec = { network: { ...NETWORK, links: LINKS } } as unknown as Spec;
  expect(check.subjects(spec)).toEqual([
    subjectOf('partner'),
    subjectOf('core'),
    subjectOf('office'),
  ]);
});
