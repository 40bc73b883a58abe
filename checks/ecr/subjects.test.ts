import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { declaredImages, declaredRepositories } from './subjects.ts';

const HERE = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const BY_DIGEST = `api@sha256:${'a'.repeat(64)}`;
const spec = {
  account: { id: '123456789012', region: 'us-east-1' },
  repositories: {
    api: { immutableTags: true, scanOnPush: true, maxCriticalFindings: 2 },
    idle: {},
  },
  clusters: {
    main: {
      services: {
        a: {
          task: {
            containers: {
              one: { image: `${HERE}/api:1`, maxImageMB: 50 },
              two: { image: 'nginx' },
            },
          },
        },
        b: {
          task: {
            containers: {
              one: { image: `${HERE}/api:1`, maxImageMB: 40 },
              two: { image: `${HERE}/other:2` },
              three: { image: `${HERE}/${BY_DIGEST}` },
            },
          },
        },
      },
    },
  },
} as unknown as Spec;

test('each image once, with the strictest of what is said of it', () => {
  expect(
    declaredImages(spec).map(({ name, path, sizesAt, ...facts }) => [
      name,
      path.join('.'),
      { ...facts, sizesAt: sizesAt.map((at) => at.join('.')) },
    ]),
  ).toEqual([
    [
      'api:1',
      'clusters.main.services.a.task.containers.one.image',
      {
        repository: 'api',
        maxImageMB: 40,
        sizesAt: [
          'clusters.main.services.a.task.containers.one.maxImageMB',
          'clusters.main.services.b.task.containers.one.maxImageMB',
        ],
        maxCriticalFindings: 2,
      },
    ],
    [
      'other:2',
      'clusters.main.services.b.task.containers.two.image',
      { repository: 'other', maxImageMB: null, sizesAt: [], maxCriticalFindings: null },
    ],
    [
      BY_DIGEST,
      'clusters.main.services.b.task.containers.three.image',
      { repository: 'api', maxImageMB: null, sizesAt: [], maxCriticalFindings: 2 },
    ],
  ]);
});

test('each repository with the tags and the images that run', () => {
  expect(
    declaredRepositories(spec).map(({ name, deployedTags, deployedImages }) => [
      name,
      deployedTags,
      deployedImages,
    ]),
  ).toEqual([
    [
      'api',
      ['1', '1'],
      [
        { name: 'api:1', tag: '1' },
        { name: BY_DIGEST, tag: null },
      ],
    ],
    ['idle', [], []],
  ]);
});
