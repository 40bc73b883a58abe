import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-log-groups.ts';

testUndeclared(check, 'groups', 'logGroups', {
  message: 'A log group in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'log groups',
});
