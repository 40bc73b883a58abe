import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-repositories.ts';

testUndeclared(check, 'repositories', 'repositories', {
  message: 'A repository in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'repositories',
});
