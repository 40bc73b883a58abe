import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './identity.ts';

const subject = {
  name: 'orders',
  path: ['account'],
  declared: { id: '123456789012', region: 'us-east-1' },
};
const found = {
  account: '123456789012',
  arn: 'arn:aws:iam::123456789012:role/r',
  region: 'us-east-1',
};

testCheck(check, subject, {
  pass: [{ name: 'the declared account', artifacts: { identity: { caller: found } } }],
  fail: [
    {
      name: 'another account',
      artifacts: { identity: { caller: { ...found, account: '999999999999' } } },
      message: 'The credentials belong to another account.',
    },
    {
      name: 'another region',
      artifacts: { identity: { caller: { ...found, region: 'eu-west-1' } } },
      message: 'The clients are set to another region.',
    },
    {
      name: 'no caller',
      artifacts: { identity: { caller: null } },
      message: 'AWS knows no caller for these credentials.',
    },
  ],
  error: [
    {
      name: 'denied by a policy of the organisation',
      artifacts: { identity: { caller: denied('sts:GetCallerIdentity') } },
      message: 'AWS denied sts:GetCallerIdentity.',
    },
  ],
});
