import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UNSAID, type EventValue } from './event.ts';
import { matchesEvent } from './matches-event.ts';

const EVENT: EventValue = {
  source: 'shop.orders',
  'detail-type': 'Order',
  region: 'us-east-1',
  resources: ['arn:one', 'arn:two'],
  detail: {
    state: 'placed',
    file: 'a/lib/x*.png',
    total: 300,
    paid: false,
    coupon: null,
    note: '',
    address: '10.0.1.7',
    address6: '2001:db8::1',
    none: [],
    lines: [
      { sku: 'a', count: 1 },
      { sku: 'b', count: 2 },
    ],
  },
};
const detail = (field: string, ...items: unknown[]) => ({ detail: { [field]: items } });

test.each<[string, object, string]>([
  // Exact values, by field and by nesting.
  ['a value', { source: ['shop.orders'] }, 'yes'],
  ['one of several values', { source: ['other', 'shop.orders'] }, 'yes'],
  ['another value', { source: ['other'] }, 'no'],
  ['a prefix is no value', { source: ['shop'] }, 'no'],
  ['the case counts', { source: ['Shop.Orders'] }, 'no'],
  ['two fields', { source: ['shop.orders'], 'detail-type': ['Order'] }, 'yes'],
  ['one of two fields', { source: ['shop.orders'], 'detail-type': ['Return'] }, 'no'],
  ['a field that is not there', { account: ['1'] }, 'no'],
  ['a field of another level', { state: ['placed'] }, 'no'],
  ['a member that every object inherits', { constructor: [{ exists: true }] }, 'no'],
  ['a number', detail('total', 300), 'yes'],
  ['a number is no text', detail('total', '300'), 'no'],
  ['false', detail('paid', false), 'yes'],
  ['false is no null', detail('paid', null), 'no'],
  ['null', detail('coupon', null), 'yes'],
  ['null is no empty text', detail('coupon', ''), 'no'],
  ['an empty text', detail('note', ''), 'yes'],
  ['a field that is not there is not null', detail('gone', null), 'no'],
  // Lists in the event.
  ['one value of a list', { resources: ['arn:two'] }, 'yes'],
  ['no value of a list', { resources: ['arn:three'] }, 'no'],
  ['a value of an empty list', detail('none', 'a'), 'no'],
  ['a member of an object in a list', { detail: { lines: { sku: ['b'] } } }, 'yes'],
  ['members of one object in a list', { detail: { lines: { sku: ['b'], count: [2] } } }, 'yes'],
  ['members of two objects in a list', { detail: { lines: { sku: ['a'], count: [2] } } }, 'no'],
  // Operators.
  ['prefix', { source: [{ prefix: 'shop.' }] }, 'yes'],
  ['prefix of another', { source: [{ prefix: 'orders' }] }, 'no'],
  [
    'prefix whose case does not matter',
    { source: [{ prefix: { 'equals-ignore-case': 'SHOP' } }] },
    'yes',
  ],
  ['prefix of a number', detail('total', { prefix: '3' }), 'no'],
  ['suffix', detail('file', { suffix: '.png' }), 'yes'],
  ['suffix of another', detail('file', { suffix: '.jpg' }), 'no'],
  [
    'suffix whose case does not matter',
    detail('file', { suffix: { 'equals-ignore-case': '.PNG' } }),
    'yes',
  ],
  ['equals-ignore-case', detail('state', { 'equals-ignore-case': 'PLACED' }), 'yes'],
  ['equals-ignore-case of another', detail('state', { 'equals-ignore-case': 'PLACE' }), 'no'],
  ['wildcard', detail('file', { wildcard: '*/lib/*' }), 'yes'],
  ['wildcard at no place', detail('file', { wildcard: '*/bin/*' }), 'no'],
  ['wildcard of the whole text', detail('file', { wildcard: 'lib*' }), 'no'],
  ['a star that is meant', detail('file', { wildcard: '*x\\*.png' }), 'yes'],
  ['a star that is meant and not there', detail('state', { wildcard: 'p\\*d' }), 'no'],
  ['a question mark is a character', detail('state', { wildcard: 'p?aced' }), 'no'],
  ['numeric', detail('total', { numeric: ['>', 0, '<=', 300] }), 'yes'],
  ['numeric out of its range', detail('total', { numeric: ['>', 0, '<', 300] }), 'no'],
  ['numeric equality', detail('total', { numeric: ['=', 300] }), 'yes'],
  ['numeric of a text', detail('state', { numeric: ['>', 0] }), 'no'],
  ['cidr', detail('address', { cidr: '10.0.0.0/16' }), 'yes'],
  ['cidr of others', detail('address', { cidr: '10.1.0.0/16' }), 'no'],
  ['cidr of IPv6', detail('address6', { cidr: '2001:db8::/32' }), 'yes'],
  ['cidr of no address', detail('state', { cidr: '0.0.0.0/0' }), 'no'],
  ['exists', detail('state', { exists: true }), 'yes'],
  ['exists with null', detail('coupon', { exists: true }), 'yes'],
  ['exists without the field', detail('gone', { exists: true }), 'no'],
  ['exists not', detail('gone', { exists: false }), 'yes'],
  ['exists not, with the field', detail('state', { exists: false }), 'no'],
  ['exists not, of a level that is not there', { more: { gone: [{ exists: false }] } }, 'yes'],
  ['anything-but', detail('state', { 'anything-but': 'shipped' }), 'yes'],
  ['anything-but the value', detail('state', { 'anything-but': 'placed' }), 'no'],
  ['anything-but a list', detail('state', { 'anything-but': ['shipped', 'placed'] }), 'no'],
  ['anything-but numbers', detail('total', { 'anything-but': [1, 2] }), 'yes'],
  ['anything-but of no field', detail('gone', { 'anything-but': 'a' }), 'no'],
  ['anything-but a prefix', detail('state', { 'anything-but': { prefix: 'pla' } }), 'no'],
  ['anything-but prefixes', detail('state', { 'anything-but': { prefix: ['x', 'y'] } }), 'yes'],
  ['anything-but a suffix', detail('file', { 'anything-but': { suffix: '.png' } }), 'no'],
  [
    'anything-but in any case',
    detail('state', { 'anything-but': { 'equals-ignore-case': ['PLACED'] } }),
    'no',
  ],
  ['anything-but a wildcard', detail('file', { 'anything-but': { wildcard: '*/lib/*' } }), 'no'],
  ['an operator or a value', detail('state', 'shipped', { prefix: 'pl' }), 'yes'],
  // Alternatives.
  ['$or', { $or: [{ source: ['other'] }, { region: ['us-east-1'] }] }, 'yes'],
  ['$or of none', { $or: [{ source: ['other'] }, { region: ['us-east-2'] }] }, 'no'],
  ['$or and a field', { source: ['other'], $or: [{ region: ['us-east-1'] }] }, 'no'],
  ['$or within a level', { detail: { $or: [{ state: ['x'] }, { paid: [false] }] } }, 'yes'],
  // What nobody says.
  ['an operator that is not known', detail('state', { like: 'pl' }), 'undecided'],
  ['two operators in one', detail('state', { prefix: 'p', suffix: 'd' }), 'undecided'],
  ['an argument of another type', detail('state', { prefix: 1 }), 'undecided'],
  ['a relation that is not known', detail('total', { numeric: ['!=', 1] }), 'undecided'],
  ['a block that is none', detail('address', { cidr: '10.0.0.0' }), 'undecided'],
  ['an empty list of values', { source: [] }, 'undecided'],
  ['a value without its list', { source: 'shop.orders' }, 'undecided'],
  ['an empty pattern', {}, 'undecided'],
  ['exists of an object', { detail: [{ exists: true }] }, 'undecided'],
  ['exists of an empty list', detail('none', { exists: true }), 'undecided'],
  [
    'exists not, in a list of objects',
    { detail: { lines: { gone: [{ exists: false }] } } },
    'undecided',
  ],
  ['anything-but one of a list', { resources: [{ 'anything-but': 'arn:one' }] }, 'undecided'],
  ['an unknown operator beside another value', { source: ['x', { like: 'y' }] }, 'undecided'],
  [
    'an unknown operator, and another field that differs',
    { source: [{ like: 'y' }], region: ['x'] },
    'no',
  ],
])('%s', (_, pattern, expected) => {
  expect(matchesEvent(pattern, EVENT)).toBe(expected);
});

test.each<[string, object, string]>([
  ['a field of what is unsaid', { detail: { state: ['placed'] } }, 'undecided'],
  ['exists in what is unsaid', { detail: { state: [{ exists: true }] } }, 'undecided'],
  ['exists not in what is unsaid', { detail: { state: [{ exists: false }] } }, 'undecided'],
  ['anything-but in what is unsaid', { detail: { state: [{ 'anything-but': 'x' }] } }, 'undecided'],
  ['a source that differs decides', { source: ['other'], detail: { state: ['placed'] } }, 'no'],
  ['what is said is enough', { source: ['shop'] }, 'yes'],
])('%s', (_, pattern, expected) => {
  expect(matchesEvent(pattern, { source: 'shop', detail: UNSAID })).toBe(expected);
});

const scalar = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', ''),
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);
const field = fc.constantFrom('x', 'y', 'z');
const flat = fc.dictionary(field, fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), {
  minKeys: 1,
});
const event = fc.dictionary(field, fc.oneof(scalar, flat, fc.array(flat, { maxLength: 2 })), {
  minKeys: 1,
});
const item = fc.oneof(
  scalar,
  fc.record({ prefix: fc.constantFrom('', 'a') }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ 'anything-but': scalar }),
  fc.record({ numeric: fc.constantFrom(['>', 1], ['<=', 2]) }),
  fc.record({ wildcard: fc.constantFrom('*b', 'a*') }),
);
const items = fc.array(item, { minLength: 1, maxLength: 3 });
const pattern = fc.dictionary(field, fc.oneof(items, fc.dictionary(field, items, { minKeys: 1 })), {
  minKeys: 1,
});

test('a further field never lets in more', () => {
  fc.assert(
    fc.property(pattern, field, items, event, (given, name, more, what) => {
      fc.pre(!(name in given));
      const [strict, lax] = [
        matchesEvent({ ...given, [name]: more }, what),
        matchesEvent(given, what),
      ];
      expect(strict !== 'yes' || lax === 'yes').toBe(true);
    }),
  );
});

test('a further value never lets in less', () => {
  fc.assert(
    fc.property(pattern, field, items, item, event, (given, name, list, more, what) => {
      const [strict, lax] = [
        matchesEvent({ ...given, [name]: list }, what),
        matchesEvent({ ...given, [name]: [...list, more] }, what),
      ];
      expect(strict !== 'yes' || lax === 'yes').toBe(true);
    }),
  );
});

test('what is left unsaid changes no answer to its contrary', () => {
  fc.assert(
    fc.property(pattern, event, field, (given, what, name) => {
      fc.pre(name in what);
      const known = matchesEvent(given, what);
      expect([known, 'undecided']).toContain(matchesEvent(given, { ...what, [name]: UNSAID }));
    }),
  );
});

test('an event is of the pattern that has its values', () => {
  fc.assert(
    fc.property(fc.dictionary(field, scalar, { minKeys: 1 }), (what) => {
      const exact = Object.fromEntries(
        Object.entries(what).map(([name, value]) => [name, [value]]),
      );
      expect(matchesEvent(exact, what)).toBe('yes');
      const others = Object.fromEntries(
        Object.entries(what).map(([name, value]) => [name, [{ 'anything-but': value }]]),
      );
      expect(matchesEvent(others, what)).toBe('no');
    }),
  );
});
