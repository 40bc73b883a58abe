import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-load-balancers.ts';

testUndeclared(check, 'balancers', 'loadBalancers', {
  message: 'A load balancer in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'load balancers',
});
