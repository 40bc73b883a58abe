import type {
  DescribeKeyCommandInput,
  DescribeKeyCommandOutput,
  GetKeyPolicyCommandInput,
  GetKeyPolicyCommandOutput,
  GetKeyRotationStatusCommandInput,
  GetKeyRotationStatusCommandOutput,
  ListGrantsCommandInput,
  ListGrantsCommandOutput,
} from '@aws-sdk/client-kms';
import { ACCOUNT, names } from '../../estate.ts';
import { StubRefusal } from '../pages.ts';
import { answersOf } from '../world.ts';
import { arns } from './arns.ts';

const answer = answersOf('kms', 'kms');

/** The estate has one key. */
export const keyAnswers = [
  answer<DescribeKeyCommandInput, DescribeKeyCommandOutput>('DescribeKey', ({ KeyId }) => {
    if (KeyId !== names.kmsKey) refuse();
    return {
      KeyMetadata: {
        KeyId: '1',
        Arn: arns.kmsKey,
        Enabled: true,
        KeyState: 'Enabled',
        KeyManager: 'CUSTOMER',
        KeySpec: 'SYMMETRIC_DEFAULT',
        Origin: 'AWS_KMS',
      },
    };
  }),
  answer<GetKeyPolicyCommandInput, GetKeyPolicyCommandOutput>('GetKeyPolicy', ({ KeyId }) => {
    if (KeyId !== arns.kmsKey) refuse();
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    };
    return { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
  }),
  answer<GetKeyRotationStatusCommandInput, GetKeyRotationStatusCommandOutput>(
    'GetKeyRotationStatus',
    ({ KeyId }) => {
      if (KeyId !== arns.kmsKey) refuse();
      return { KeyRotationEnabled: true, RotationPeriodInDays: 365 };
    },
  ),
  answer<ListGrantsCommandInput, ListGrantsCommandOutput>('ListGrants', ({ KeyId }) => {
    if (KeyId !== arns.kmsKey) refuse();
    return { Grants: [], Truncated: false };
  }),
];

function refuse(): never {
  throw new StubRefusal('NotFoundException', 'There is no such key.');
}
