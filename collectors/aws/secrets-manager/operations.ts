import type {
  ListSecretsCommandInput,
  ListSecretsCommandOutput,
  GetResourcePolicyCommandInput,
  GetResourcePolicyCommandOutput,
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../../core/aws.ts';

/** Facts about a secret, never its value. A secret that is scheduled for deletion is still described. */
export const describeSecret: Operation<DescribeSecretCommandInput, DescribeSecretCommandOutput> = {
  service: 'secrets-manager',
  name: 'DescribeSecret',
  action: 'secretsmanager:DescribeSecret',
  bucket: 'secrets-manager-describe',
  required: ['ARN', 'Name'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};

/** An answer without a policy is that there is none. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html */
export const getResourcePolicy: Operation<
  GetResourcePolicyCommandInput,
  GetResourcePolicyCommandOutput
> = {
  service: 'secrets-manager',
  name: 'GetResourcePolicy',
  action: 'secretsmanager:GetResourcePolicy',
  bucket: 'secrets-manager-policy',
  required: ['ARN', 'Name'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};

/** Leaves out those that are scheduled for deletion, unless told otherwise. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export const listSecrets: Operation<ListSecretsCommandInput, ListSecretsCommandOutput> = {
  service: 'secrets-manager',
  name: 'ListSecrets',
  action: 'secretsmanager:ListSecrets',
  bucket: 'secrets-manager-list',
  required: ['SecretList'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'SecretList',
    size: { parameter: 'MaxResults', maximum: 100 },
  },
};
