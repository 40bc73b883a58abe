import { listed, testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-clusters.ts';

testUndeclared(check, 'clusters', 'clusters', {
  message: 'An ECS cluster in the scope is not declared.',
  many: 'ECS clusters',
  item: (name, arn) => ({ name, arn, status: 'ACTIVE' }),
  pass: [
    {
      name: 'one that was deleted and can still be found',
      artifacts: listed('clusters', [{ name: 'shop-b', arn: 'arn:shop-b', status: 'INACTIVE' }]),
    },
  ],
});
