import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-log-groups.ts';

testUndeclared(check, 'groups', 'logGroups', {
  message: 'A log group in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'log groups',
});

test('what AWS makes for a declared database and its proxy is declared', () => {
  const spec = {
    scope: { namePrefixes: ['/aws/rds/'] },
    aurora: {
      Orders: { logExports: ['postgresql'], proxy: { name: 'Orders-proxy' } },
      plain: {},
    },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ declared }) => declared)).toEqual([
    ['/aws/rds/cluster/orders/postgresql', '/aws/rds/proxy/orders-proxy'],
  ]);
});
