import { listed, testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-instances.ts';

const instance = (name: string, cluster: string | null) => ({ name, arn: `arn:${name}`, cluster });

testUndeclared(check, 'instances', 'aurora', {
  message: 'A database instance in the scope is not declared.',
  many: 'database instances',
  item: (name, arn) => ({ name, arn, cluster: name === 'shop-a' ? 'shop-a' : null }),
  pass: [
    {
      name: 'members of the declared cluster',
      artifacts: listed('instances', [
        instance('shop-a-1', 'shop-a'),
        instance('shop-a-2', 'shop-a'),
      ]),
    },
  ],
  fail: [
    {
      name: 'a member of another cluster',
      artifacts: listed('instances', [instance('shop-b-1', 'shop-b')]),
      message: 'A database instance in the scope is not declared.',
      details: ['Not declared: shop-b-1.'],
    },
  ],
});
