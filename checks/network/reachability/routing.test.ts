import { expect, test } from '@jest/globals';
import { listCidrs } from '../../sg/algebra/addresses.ts';
import { parseCidr } from '../../sg/algebra/cidr.ts';
import { routedAddresses, type ResolvedRoute, type Whereabouts } from './routing.ts';
import { addresses } from './testing/simulation.ts';

const route = (
  destination: string,
  target: string | null,
  facts: Partial<ResolvedRoute> = {},
): ResolvedRoute => {
  const block = parseCidr(destination);
  if (block === null) throw new Error(`${destination} is not a block`);
  return { blocks: [block], isList: false, target, state: 'active', ...facts };
};
const LOCAL = route('10.0.0.0/16', 'local');
const DATABASE = '10.0.20.0/24';
const INTERNET = '8.8.8.0/24';
const REMOTE = '192.168.0.0/24';

test.each<{
  name: string;
  routes: ResolvedRoute[] | null;
  to: string;
  by: Whereabouts;
  surely: string[];
  perhaps?: string[];
}>([
  { name: 'the route of the VPC', routes: [LOCAL], to: DATABASE, by: 'vpc', surely: [DATABASE] },
  { name: 'no route', routes: [], to: DATABASE, by: 'vpc', surely: [] },
  {
    name: 'a longer prefix that is a black hole',
    routes: [LOCAL, route('10.0.20.128/25', 'eni-1', { state: 'blackhole' })],
    to: DATABASE,
    by: 'vpc',
    surely: ['10.0.20.0/25'],
  },
  {
    name: 'a longer prefix to an appliance',
    routes: [route('10.0.20.0/25', 'vpce-firewall'), LOCAL],
    to: DATABASE,
    by: 'vpc',
    surely: ['10.0.20.128/25'],
    perhaps: [DATABASE],
  },
  {
    name: 'a shorter prefix that is a black hole changes nothing',
    routes: [route('10.0.0.0/8', 'tgw-1', { state: 'blackhole' }), LOCAL],
    to: DATABASE,
    by: 'vpc',
    surely: [DATABASE],
  },
  {
    name: 'a route without a state',
    routes: [route('10.0.0.0/16', 'local', { state: null })],
    to: DATABASE,
    by: 'vpc',
    surely: [],
    perhaps: [DATABASE],
  },
  {
    name: 'a route without a target',
    routes: [LOCAL, route(DATABASE, null)],
    to: DATABASE,
    by: 'vpc',
    surely: [],
    perhaps: [DATABASE],
  },
  {
    name: 'a prefix list that was not read',
    routes: [LOCAL, route(DATABASE, 'tgw-1', { blocks: null, isList: true })],
    to: DATABASE,
    by: 'vpc',
    surely: [],
    perhaps: [DATABASE],
  },
  {
    name: 'a static route comes before a prefix list with the same block',
    routes: [route('10.0.0.0/16', 'tgw-1', { isList: true, state: 'blackhole' }), LOCAL],
    to: DATABASE,
    by: 'vpc',
    surely: [DATABASE],
  },
  {
    name: 'of two lists with one block AWS takes any',
    routes: [
      route('0.0.0.0/0', 'igw-1', { isList: true }),
      route('0.0.0.0/0', 'nat-1', { isList: true }),
    ],
    to: INTERNET,
    by: 'internet',
    surely: [],
    perhaps: [INTERNET],
  },
  { name: 'no table', routes: null, to: DATABASE, by: 'vpc', surely: [], perhaps: [DATABASE] },
  {
    name: 'the internet by its gateway',
    routes: [LOCAL, route('0.0.0.0/0', 'igw-1')],
    to: INTERNET,
    by: 'internet',
    surely: [INTERNET],
  },
  {
    name: 'NAT admits nobody from the internet',
    routes: [LOCAL, route('0.0.0.0/0', 'nat-1')],
    to: INTERNET,
    by: 'internet',
    surely: [],
  },
  {
    name: 'an egress-only gateway admits nobody',
    routes: [route('::/0', 'eigw-1')],
    to: '2600::/32',
    by: 'internet',
    surely: [],
  },
  {
    name: 'half of the internet',
    routes: [LOCAL, route('8.8.8.0/25', 'igw-1')],
    to: INTERNET,
    by: 'internet',
    surely: ['8.8.8.0/25'],
  },
  {
    name: 'a network behind a transit gateway',
    routes: [LOCAL, route('192.168.0.0/16', 'tgw-1')],
    to: REMOTE,
    by: 'network',
    surely: [REMOTE],
  },
  {
    name: 'a network that only the internet gateway has a route for',
    routes: [LOCAL, route('0.0.0.0/0', 'igw-1')],
    to: REMOTE,
    by: 'network',
    surely: [],
  },
])('$name', ({ routes, to, by, surely, perhaps = surely }) => {
  expect(listCidrs(routedAddresses(routes, addresses(to), by, 'blocks'))).toEqual(surely);
  expect(listCidrs(routedAddresses(routes, addresses(to), by, 'admits'))).toEqual(perhaps);
});
