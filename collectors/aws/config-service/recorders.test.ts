import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { recorders } from './recorders.ts';

const config = mockClient(ConfigServiceClient);

beforeEach(() => {
  config.reset();
});

test('keeps whether each records', async () => {
  config
    .on(DescribeConfigurationRecorderStatusCommand)
    .resolves({ ConfigurationRecordersStatus: [{ name: 'default', recording: true }, {}] });
  const { items, operations } = await collectWith(recorders, {});
  expect(items['all']).toMatchObject({
    value: [
      { name: 'default', recording: true },
      { name: null, recording: null },
    ],
  });
  expect(operations).toEqual(actionsOf(recorders));
});

test('an answer without the list is not seen', async () => {
  config.on(DescribeConfigurationRecorderStatusCommand).resolves({});
  expect((await collectWith(recorders, {})).items['all']?.state).toBe('unseen');
});
