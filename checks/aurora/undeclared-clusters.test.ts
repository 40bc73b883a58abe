import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-clusters.ts';

testUndeclared(check, 'clusters', 'aurora', {
  message: 'A database cluster in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'database clusters',
});
