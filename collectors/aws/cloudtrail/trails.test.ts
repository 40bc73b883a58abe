import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { trails } from './trails.ts';

const cloudtrail = mockClient(CloudTrailClient);
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  cloudtrail.reset();
  cloudtrail
    .on(DescribeTrailsCommand, { includeShadowTrails: true })
    .resolves({ trailList: [{ TrailARN: 'arn:trail', IsMultiRegionTrail: true }] });
  cloudtrail.on(GetTrailStatusCommand, { Name: 'arn:trail' }).resolves({ IsLogging: true });
});

test('asks whether each trail logs', async () => {
  const { items, operations } = await collectWith(trails, {});
  expect(items['all']).toMatchObject({
    value: [{ arn: 'arn:trail', multiRegion: true, logging: true }],
  });
  expect(operations).toEqual(actionsOf(trails));
});

test('a trail that is deleted meanwhile logs nothing that is known', async () => {
  cloudtrail.on(GetTrailStatusCommand).rejects(named('TrailNotFoundException'));
  expect((await collectWith(trails, {})).items['all']).toMatchObject({
    value: [{ logging: null }],
  });
});

test.each([
  [
    'the list is denied',
    () => cloudtrail.on(DescribeTrailsCommand).rejects(named('AccessDeniedException')),
  ],
  [
    'a state is denied',
    () => cloudtrail.on(GetTrailStatusCommand).rejects(named('AccessDeniedException')),
  ],
  ['no list', () => cloudtrail.on(DescribeTrailsCommand).resolves({})],
  [
    'a trail without an ARN',
    () => cloudtrail.on(DescribeTrailsCommand).resolves({ trailList: [{}] }),
  ],
  ['no state', () => cloudtrail.on(GetTrailStatusCommand).resolves({})],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(trails, {})).items['all']?.state).toBe('unseen');
});
