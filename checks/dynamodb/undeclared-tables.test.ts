import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-tables.ts';

testUndeclared(check, 'tables', 'tables', {
  message: 'A table in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'tables',
});
