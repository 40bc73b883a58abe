import { expect, test } from '@jest/globals';
import { abilitiesOf, planIdentity, planTable } from './table-plan.ts';
import { column, table } from './testing/facts.ts';

const server = (major: number) => ({
  version: major * 10_000,
  encoding: 'UTF8',
  identity: String(major),
  largeObjects: 0,
});

test('what both servers can do', () => {
  expect(abilitiesOf([server(15), server(18)], 'md5')).toEqual({
    algorithm: 'md5',
    hasXor: true,
    trimsScale: true,
  });
  expect(abilitiesOf([server(12), server(18)], 'md5')).toMatchObject({
    hasXor: false,
    trimsScale: false,
  });
  expect(abilitiesOf([server(18), server(13)], 'md5')).toMatchObject({
    hasXor: false,
    trimsScale: true,
  });
});

test('the identity changes with all that checksums depend on', () => {
  const abilities = abilitiesOf([server(15)], 'hashtextextended');
  const identity = (one = table(), other = table(), by = abilities) =>
    planIdentity(planTable('public.orders', one, other, by));
  const narrower = table({
    columns: [
      column('id', 'bigint', { notNull: true }),
      column('name', 'character varying', { declared: 'character varying(10)' }),
    ],
  });
  const others = [
    identity(table({ columns: table().columns.slice(0, 1) })),
    identity(table(), narrower),
    identity(table({ keys: [] }), table({ keys: [] })),
    identity(table(), table(), { ...abilities, algorithm: 'md5' }),
    identity(table(), table(), { ...abilities, hasXor: false }),
  ];
  expect(new Set([identity(), ...others]).size).toBe(6);
  expect(identity(table({ estimatedRows: 5 }))).toBe(identity());
});
