import { DescribeVpcBlockPublicAccessOptionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { blockPublicAccess } from './block-public-access.ts';

const ec2 = mockClient(EC2Client);

beforeEach(() => {
  ec2.reset();
});

test('the mode of the region', async () => {
  ec2.on(DescribeVpcBlockPublicAccessOptionsCommand).resolves({
    VpcBlockPublicAccessOptions: {
      InternetGatewayBlockMode: 'block-ingress',
      State: 'update-complete',
      ExclusionsAllowed: 'allowed',
    },
  });
  const { items, operations } = await collectWith(blockPublicAccess, {});
  expect(items).toMatchObject({
    region: { value: { mode: 'block-ingress', state: 'update-complete', exclusions: 'allowed' } },
  });
  expect(operations).toEqual(actionsOf(blockPublicAccess));
});

test('an empty object says nothing, and no object is not seen', async () => {
  ec2.on(DescribeVpcBlockPublicAccessOptionsCommand).resolves({ VpcBlockPublicAccessOptions: {} });
  expect((await collectWith(blockPublicAccess, {})).items['region']).toMatchObject({
    value: { mode: null, state: null, exclusions: null },
  });
  ec2.on(DescribeVpcBlockPublicAccessOptionsCommand).resolves({});
  expect((await collectWith(blockPublicAccess, {})).items['region']?.state).toBe('unseen');
});
