import { expect, test } from '@jest/globals';
import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-load-balancers.ts';

testUndeclared(check, 'balancers', 'loadBalancers', {
  message: 'A load balancer in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'load balancers',
});

test('the title claims no more than the list of the API has', () => {
  expect(check.title).toBe('No application or network load balancer in the scope is undeclared');
});
