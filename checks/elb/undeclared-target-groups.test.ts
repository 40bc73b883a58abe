import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-target-groups.ts';

testUndeclared(check, 'groups', 'targetGroups', {
  message: 'A target group in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'target groups',
});
