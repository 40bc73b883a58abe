import type {
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
