import { expect, test } from '@jest/globals';
import { identifyCall, type WireRequest } from './aws-request.ts';

function request(parts: {
  service?: string;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}): WireRequest {
  const scope = `AKIDEXAMPLE/20260101/eu-west-1/${parts.service ?? 'ecs'}/aws4_request`;
  return {
    method: parts.method ?? 'POST',
    path: parts.path ?? '/',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
      ...parts.headers,
    },
    body: Buffer.from(parts.body ?? ''),
  };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

test.each([
  ['ecs', 'AmazonEC2ContainerServiceV20141113.DescribeServices', 'DescribeServices'],
  [
    'application-autoscaling',
    'AnyScaleFrontendService.DescribeScalableTargets',
    'DescribeScalableTargets',
  ],
  ['secretsmanager', 'secretsmanager.DescribeSecret', 'DescribeSecret'],
  ['monitoring', 'GraniteServiceVersion20100801.DescribeAlarms', 'DescribeAlarms'],
  ['logs', 'Logs_20140328.DescribeLogGroups', 'DescribeLogGroups'],
  ['dynamodb', 'DynamoDB_20120810.DescribeTable', 'DescribeTable'],
  ['kms', 'TrentService.DescribeKey', 'DescribeKey'],
  ['sqs', 'AmazonSQS.GetQueueAttributes', 'GetQueueAttributes'],
  ['events', 'AWSEvents.ListRules', 'ListRules'],
  ['wafv2', 'AWSWAF_20190729.GetWebACL', 'GetWebACL'],
  ['ecr', 'AmazonEC2ContainerRegistry_V20150921.DescribeImages', 'DescribeImages'],
])('a JSON call of %s is known by its target', (service, target, operation) => {
  const call = identifyCall(
    request({ service, headers: { 'x-amz-target': target }, body: '{"a":[1]}' }),
  );
  expect(call).toEqual({
    protocol: 'json',
    service,
    region: 'eu-west-1',
    accessKeyId: 'AKIDEXAMPLE',
    operation,
    parameters: { a: [1] },
  });
});

test.each([
  ['ec2', 'ec2'],
  ['rds', 'query'],
  ['iam', 'query'],
  ['sts', 'query'],
  ['sns', 'query'],
  ['elasticloadbalancing', 'query'],
])('a form of %s is known by its action', (service, protocol) => {
  const call = identifyCall(
    request({ service, headers: FORM, body: 'Action=DescribeThings&Filter.1.Name=vpc-id' }),
  );
  expect(call).toMatchObject({
    protocol,
    service,
    operation: 'DescribeThings',
    parameters: { 'Filter.1.Name': 'vpc-id' },
  });
});

const ARN = 'arn%3Aaws%3Ards%3Aeu-west-1%3A123456789012%3Acluster%3Aorders';

test.each([
  ['GET', '/backup/plans', 'ListBackupPlans', {}],
  ['GET', '/backup/plans/', 'ListBackupPlans', {}],
  ['GET', '/backup/plans/p-1', 'GetBackupPlan', { BackupPlanId: 'p-1' }],
  [
    'GET',
    '/backup/plans/p-1/selections?maxResults=5',
    'ListBackupSelections',
    { BackupPlanId: 'p-1', maxResults: '5' },
  ],
  [
    'GET',
    `/resources/${ARN}/recovery-points`,
    'ListRecoveryPointsByResource',
    { ResourceArn: decodeURIComponent(ARN) },
  ],
  ['GET', '/account-settings', 'DescribeRegionSettings', {}],
  ['PUT', '/account-settings', 'UpdateRegionSettings', {}],
  [
    'PUT',
    '/backup-vaults/main/mpaApprovalTeam',
    'AssociateBackupVaultMpaApprovalTeam',
    { BackupVaultName: 'main' },
  ],
  [
    'POST',
    '/backup-vaults/main/mpaApprovalTeam?delete',
    'DisassociateBackupVaultMpaApprovalTeam',
    { BackupVaultName: 'main', delete: '' },
  ],
  ['GET', '/no/such/path', 'GET /no/such/path', {}],
])('%s %s of Backup is %s', (method, path, operation, parameters) => {
  expect(identifyCall(request({ service: 'backup', method, path }))).toMatchObject({
    protocol: 'rest-json',
    operation,
    parameters,
  });
});

test.each([
  ['the emulator’s own API', { headers: { authorization: '' }, path: '/moto-api/reset' }],
  ['a form without an action', { headers: FORM, body: 'x=1' }],
])('%s is no call of AWS', (_name, parts) => {
  expect(identifyCall(request(parts))).toBeNull();
});

test('an unsigned call keeps its operation and has no service', () => {
  const parts = {
    headers: { ...FORM, authorization: '' },
    body: 'Action=AssumeRoleWithWebIdentity',
  };
  expect(identifyCall(request(parts))).toMatchObject({
    service: 'unknown',
    operation: 'AssumeRoleWithWebIdentity',
  });
});

test('a body that is no JSON object has no members', () => {
  const headers = { 'x-amz-target': 'X.ListClusters' };
  expect(identifyCall(request({ headers, body: '[1' }))?.parameters).toEqual({});
  expect(identifyCall(request({ headers, body: '[1]' }))?.parameters).toEqual({});
});
