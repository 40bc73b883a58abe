import { expect, test } from '@jest/globals';
import { listCidrs } from '../sg/algebra/addresses.ts';
import { formatCidr, parseCidr, type Cidr } from '../sg/algebra/cidr.ts';
import { linkRoutes, type ListedBlocks } from './link-routes.ts';
import type { Route } from './algebra/routes.ts';

const blocks = (...texts: string[]): Cidr[] =>
  texts.map((text) => {
    const cidr = parseCidr(text);
    if (cidr === null) throw new Error(`no block: ${text}`);
    return cidr;
  });
const route = (
  destination: string | null,
  target: string | null,
  state: string | null = 'active',
): Route => ({ destination, target, state });
const LOCAL = route('10.0.0.0/16', 'local');
const LISTS: ListedBlocks = new Map([
  ['pl-office', blocks('10.9.0.0/17', '10.9.128.0/17')],
  ['pl-wide', blocks('10.8.0.0/15')],
]);

const judged = (wanted: readonly string[], ...routes: Route[]) => {
  const { missed, within, excess, undecided } = linkRoutes(
    [LOCAL, ...routes],
    'pcx-1',
    blocks(...wanted),
    LISTS,
  );
  const told = (some: readonly Route[]) => some.map(({ destination }) => destination);
  return {
    missed: listCidrs(missed),
    within: within.map(formatCidr),
    excess: told(excess),
    undecided: told(undecided),
  };
};
const NONE = { missed: [], within: [], excess: [], undecided: [] };

test.each<[string, Route[]]>([
  ['the block itself', [route('10.9.0.0/16', 'pcx-1')]],
  ['its halves', [route('10.9.0.0/17', 'pcx-1'), route('10.9.128.0/17', 'pcx-1')]],
  ['a prefix list', [route('pl-office', 'pcx-1')]],
  [
    'a narrower block than that of the default route',
    [route('10.9.0.0/16', 'pcx-1'), route('0.0.0.0/0', 'nat-1')],
  ],
])('%s reaches all of it, and no more', (_, routes) => {
  expect(judged(['10.9.0.0/16'], ...routes)).toEqual(NONE);
});

test.each<[string, Route[], string[]]>([
  ['no route', [], ['10.9.0.0/16']],
  ['a route to something else', [route('10.9.0.0/16', 'tgw-1')], ['10.9.0.0/16']],
  ['a black hole', [route('10.9.0.0/16', 'pcx-1', 'blackhole')], ['10.9.0.0/16']],
  ['half of it', [route('10.9.0.0/17', 'pcx-1')], ['10.9.128.0/17']],
  [
    'a narrower route elsewhere',
    [route('10.9.0.0/16', 'pcx-1'), route('10.9.4.0/24', 'nat-1')],
    ['10.9.4.0/24'],
  ],
  [
    'a narrower route that drops',
    [route('10.9.4.0/24', 'pcx-1', 'blackhole'), route('10.9.0.0/16', 'pcx-1')],
    ['10.9.4.0/24'],
  ],
])('with %s some of it is missed', (_, routes, missed) => {
  expect(judged(['10.9.0.0/16'], ...routes)).toEqual({ ...NONE, missed });
});

test('a narrower route of the link takes back what a wider one elsewhere took', () => {
  expect(
    judged(
      ['10.9.0.0/16'],
      route('10.9.4.0/25', 'pcx-1'),
      route('10.9.4.0/24', 'nat-1'),
      route('10.9.0.0/16', 'pcx-1'),
    ),
  ).toEqual({ ...NONE, missed: ['10.9.4.128/25'] });
});

test('the own addresses of the VPC are led nowhere, and are not missed', () => {
  expect(judged(['10.0.0.0/8'], route('10.0.0.0/8', 'pcx-1'))).toEqual(NONE);
});

test.each<[string, Route[]]>([
  ['the block itself', [route('10.9.0.0/16', 'local')]],
  ['a wider block', [route('10.8.0.0/15', 'local'), route('10.9.0.0/16', 'pcx-1')]],
  ['its halves', [route('10.9.0.0/17', 'local'), route('10.9.128.0/17', 'local')]],
  ['its prefix list', [route('pl-office', 'local')]],
])('when %s is the own one of the VPC, none of it can be led away', (_, own) => {
  expect(judged(['10.7.0.0/16', '10.9.0.0/16'], route('10.7.0.0/16', 'pcx-1'), ...own)).toEqual({
    ...NONE,
    within: ['10.9.0.0/16'],
  });
});

test('a wanted block within the own ones of the VPC hides behind no wider one', () => {
  expect(judged(['10.0.0.0/8', '10.0.4.0/24'], route('10.0.0.0/8', 'pcx-1'))).toEqual({
    ...NONE,
    within: ['10.0.4.0/24'],
  });
});

test.each<[string, Route]>([
  ['a wider block', route('10.8.0.0/15', 'pcx-1')],
  ['another block', route('10.7.0.0/16', 'pcx-1')],
  ['everything', route('0.0.0.0/0', 'pcx-1')],
  ['everything of IPv6', route('::/0', 'pcx-1')],
  ['a wider prefix list', route('pl-wide', 'pcx-1')],
  ['a wider block that is dropped for now', route('10.6.0.0/15', 'pcx-1', 'blackhole')],
])('%s is more than is wanted', (_, wider) => {
  expect(judged(['10.9.0.0/16'], route('10.9.0.0/16', 'pcx-1'), wider)).toEqual({
    ...NONE,
    excess: [wider.destination],
  });
});

test.each<[string, Route[], (string | null)[]]>([
  ['without a destination', [route(null, 'pcx-1')], [null]],
  ['without a target', [route('10.9.0.0/16', null)], ['10.9.0.0/16']],
  ['without a state', [route('10.9.0.0/16', 'pcx-1', null)], ['10.9.0.0/16']],
  ['for a list that was not read', [route('pl-other', 'pcx-1')], ['pl-other']],
  ['for a list that was not read, elsewhere', [route('pl-other', 'nat-1')], ['pl-other']],
  ['for a list elsewhere that has some of it', [route('pl-wide', 'nat-1')], ['pl-wide']],
  [
    'for the block of another route',
    [route('10.9.0.0/16', 'pcx-1'), route('10.9.0.0/16', 'vgw-1')],
    ['10.9.0.0/16'],
  ],
  [
    'that drops, beside one for the same block that does not,',
    [route('10.9.0.0/16', 'pcx-1', 'blackhole'), route('10.9.0.0/16', 'pcx-1')],
    ['10.9.0.0/16', '10.9.0.0/16'],
  ],
])('a route %s decides nothing', (_, routes, undecided) => {
  expect(judged(['10.9.0.0/16'], ...routes).undecided).toEqual(undecided);
});

test('where nothing is wanted, only routes to the link are of account', () => {
  const other = [route('pl-other', 'nat-1'), route('pl-wide', 'nat-1'), route(null, 'nat-1')];
  expect(judged([], ...other)).toEqual(NONE);
  expect(judged([], route('pl-other', 'pcx-1')).undecided).toEqual(['pl-other']);
});

test('a list elsewhere that has none of it is of no account', () => {
  expect(judged(['10.7.0.0/16'], route('10.7.0.0/16', 'pcx-1'), route('pl-wide', 'nat-1'))).toEqual(
    NONE,
  );
});
