import { listed, testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-keys.ts';

testUndeclared(check, 'aliases', 'kmsKeys', {
  message: 'A key alias in the scope is not declared.',
  item: (name, arn) => ({ name, arn }),
  many: 'key aliases',
  pass: [
    {
      name: 'a key of AWS',
      subject: { scope: { namePrefixes: ['alias/'] } },
      artifacts: listed('aliases', [{ name: 'alias/aws/sqs', arn: 'arn:a' }]),
    },
  ],
});
