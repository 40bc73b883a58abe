import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { ecrImages } from './images.ts';
import { declaringImages, REGISTRY } from './testing/declared.ts';

const ecr = mockClient(ECRClient);
const spec = declaringImages(`${REGISTRY}/api:1`, `${REGISTRY}/api:1`, 'public.ecr.aws/nginx:1');

beforeEach(() => {
  ecr.reset();
});

test('asks once for an image, and for none of another registry', async () => {
  ecr.on(DescribeImagesCommand).resolves({
    imageDetails: [
      {
        imageDigest: 'sha256:a',
        imageTags: ['1', 'stable'],
        imagePushedAt: new Date('2026-11-01T00:00:00Z'),
        imageSizeInBytes: 42,
        imageStatus: 'ACTIVE',
      },
    ],
  });
  const { items, operations } = await collectWith(ecrImages, spec);
  expect(items).toMatchObject({
    'api:1': {
      state: 'present',
      value: {
        digest: 'sha256:a',
        tags: ['1', 'stable'],
        pushedAt: '2026-11-01T00:00:00.000Z',
        sizeBytes: 42,
        status: 'ACTIVE',
      },
    },
  });
  expect(ecr.commandCalls(DescribeImagesCommand).map(({ args }) => args[0].input)).toEqual([
    { repositoryName: 'api', imageIds: [{ imageTag: '1' }] },
  ]);
  expect(operations).toEqual(actionsOf(ecrImages));
});

test.each([
  ['ImageNotFoundException', 'absent'],
  ['RepositoryNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (name, state) => {
  ecr.on(DescribeImagesCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(ecrImages, spec)).items['api:1']?.state).toBe(state);
});

test('an answer without the image is not seen', async () => {
  ecr.on(DescribeImagesCommand).resolves({ imageDetails: [] });
  expect((await collectWith(ecrImages, spec)).items['api:1']?.state).toBe('unseen');
});
