import { SecretsManagerClient, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allSecrets } from './all-secrets.ts';

const secrets = mockClient(SecretsManagerClient);

testWholeList(allSecrets, {
  mock: secrets,
  on: () => secrets.on(ListSecretsCommand),
  pages: [
    { SecretList: [{ Name: 'a', ARN: 'arn:a' }], NextToken: 'more' },
    {
      SecretList: [
        { Name: 'b', ARN: 'arn:b', DeletedDate: new Date(0) },
        { Name: 'c', ARN: 'arn:c', OwningService: 'rds' },
      ],
    },
  ],
  items: [
    { name: 'a', arn: 'arn:a', deleted: false, owner: null },
    { name: 'b', arn: 'arn:b', deleted: true, owner: null },
    { name: 'c', arn: 'arn:c', deleted: false, owner: 'rds' },
  ],
  unidentified: { SecretList: [{ Name: 'a' }] },
});
