import type { IamAction } from './aws.ts';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: '*';
}

/**
 * Reads of data, not of configuration. AWS's managed ReadOnlyAccess grants several of them; a run never needs one, so
 * the policy denies them whatever else the role is given.
 */
const DATA_READS = [
  'dynamodb:BatchGetItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'ec2:GetConsoleOutput',
  'ec2:GetPasswordData',
  'kms:Decrypt',
  'lambda:GetFunction',
  'rds:DownloadDBLogFilePortion',
  's3:GetObject',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
  'sqs:ReceiveMessage',
  'ssm:GetParameter*',
];

/** The least-privilege policy for a set of actions. Most Describe actions have no resource-level permissions. */
export function policyFor(actions: readonly IamAction[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'LandfallReads', Effect: 'Allow', Action: [...actions].sort(), Resource: '*' },
      { Sid: 'LandfallNeverReadsData', Effect: 'Deny', Action: DATA_READS, Resource: '*' },
    ],
  };
}
