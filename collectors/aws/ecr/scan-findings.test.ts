import { DescribeImageScanFindingsCommand, ECRClient } from '@aws-sdk/client-ecr';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { scanFindings } from './scan-findings.ts';
import { declaringImages, REGISTRY } from './testing/declared.ts';

const ecr = mockClient(ECRClient);
const repositories = { api: { immutableTags: true, scanOnPush: true, maxCriticalFindings: 0 } };
const spec = { ...declaringImages(`${REGISTRY}/api:1`, `${REGISTRY}/other:1`), repositories };

beforeEach(() => {
  ecr.reset();
});

test('asks of images of declared repositories', async () => {
  ecr.on(DescribeImageScanFindingsCommand).resolves({
    imageScanStatus: { status: 'COMPLETE' },
    imageScanFindings: { findingSeverityCounts: { HIGH: 2 } },
  });
  const { items, operations } = await collectWith(scanFindings, spec);
  expect(items).toMatchObject({ 'api:1': { value: { status: 'COMPLETE', counts: { HIGH: 2 } } } });
  expect(Object.keys(items)).toEqual(['api:1']);
  expect(operations).toEqual(actionsOf(scanFindings));
});

test.each([
  ['ScanNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (name, state) => {
  ecr.on(DescribeImageScanFindingsCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(scanFindings, spec)).items['api:1']?.state).toBe(state);
});

test('an empty answer is not seen', async () => {
  ecr.on(DescribeImageScanFindingsCommand).resolves({});
  expect((await collectWith(scanFindings, spec)).items['api:1']?.state).toBe('unseen');
});
