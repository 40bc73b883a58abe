import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-topics.ts';

testUndeclared(check, 'topics', 'topics', {
  message: 'A topic in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'topics',
});
