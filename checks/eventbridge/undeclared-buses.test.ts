import { testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-buses.ts';

testUndeclared(check, 'buses', 'buses', {
  message: 'An event bus in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'event buses',
});
