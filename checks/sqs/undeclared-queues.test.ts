import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-queues.ts';

testUndeclared(check, 'queues', 'queues', {
  message: 'A queue in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'queues',
});
