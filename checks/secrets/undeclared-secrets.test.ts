import { listed, testUndeclared } from '../testing/test-undeclared.ts';
import check from './undeclared-secrets.ts';

const secret = (name: string, facts: { deleted?: boolean; owner?: string } = {}) => ({
  name,
  arn: `arn:${name}`,
  deleted: false,
  owner: null,
  ...facts,
});

testUndeclared(check, 'secrets', 'secrets', {
  message: 'A secret in the scope is not declared.',
  many: 'secrets',
  item: (name, arn) => ({ ...secret(name), arn }),
  pass: [
    {
      name: 'a secret that RDS keeps',
      artifacts: listed('secrets', [secret('shop-a'), secret('shop-rds', { owner: 'rds' })]),
    },
    {
      name: 'one that is scheduled for deletion, which is named',
      artifacts: listed('secrets', [secret('shop-a'), secret('shop-old', { deleted: true })]),
      details: ['Scheduled for deletion. Not declared: shop-old.'],
    },
  ],
  fail: [
    {
      name: 'one beside one that is scheduled for deletion',
      artifacts: listed('secrets', [secret('shop-b'), secret('shop-old', { deleted: true })]),
      message: 'A secret in the scope is not declared.',
      details: ['Not declared: shop-b.', 'Scheduled for deletion. Not declared: shop-old.'],
    },
  ],
});
