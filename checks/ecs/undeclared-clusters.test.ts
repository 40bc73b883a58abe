import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-clusters.ts';

testUndeclared(check, 'clusters', 'clusters', {
  message: 'An ECS cluster in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'ECS clusters',
});
