import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-plans.ts';

testUndeclared(check, 'plans', 'backup.plans', {
  message: 'A backup plan in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'backup plans',
});
