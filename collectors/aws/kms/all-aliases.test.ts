import { KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allAliases } from './all-aliases.ts';

const kms = mockClient(KMSClient);

testWholeList(allAliases, {
  mock: kms,
  on: () => kms.on(ListAliasesCommand),
  pages: [
    {
      Aliases: [{ AliasName: 'alias/a', AliasArn: 'arn:a', TargetKeyId: 'k' }],
      Truncated: true,
      NextMarker: 'more',
    },
    { Aliases: [{ AliasName: 'alias/aws/b', AliasArn: 'arn:b' }], Truncated: false },
  ],
  items: [
    { name: 'alias/a', arn: 'arn:aws:kms:us-east-1:123456789012:key/k' },
    { name: 'alias/aws/b', arn: 'arn:b' },
  ],
  unidentified: { Aliases: [{ AliasArn: 'arn:a' }] },
});
