import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { putLifecyclePolicy } from '../deploy/repositories.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must, plainService } from './pick.ts';

const TARGET = 'AmazonEC2ContainerRegistry_V20150921';

/** The image of the service that the ECS faults break. */
function imageOf(spec: Spec): { repository: string; image: string; subject: string } {
  const { service, subject } = plainService(spec);
  const { image } = must(Object.values(service.task.containers)[0], 'container');
  const name = image.slice(image.indexOf('/') + 1);
  return { repository: name.slice(0, name.indexOf(':')), image: name, subject };
}

const repository = (spec: Spec) => imageOf(spec).repository;
const image = (spec: Spec) => imageOf(spec).image;
const DIGEST: Broken = {
  check: 'ecs/running-digest',
  subject: (spec) => imageOf(spec).subject,
};

export const REPOSITORY_FAULTS: readonly Fault[] = [
  overlayFault({
    id: 'image-tag-moved',
    describes: 'The tag of an image names another image than the one that runs.',
    breaks: [DIGEST],
    deviation: 'ecr/image',
    arguments: (spec) => ({
      repository: repository(spec),
      members: { imageDigest: `sha256:${'0'.repeat(64)}` },
    }),
  }),
  overlayFault({
    id: 'image-archived',
    describes: 'An image that tasks are started from is archived.',
    breaks: [{ check: 'ecr/image-present', subject: image }],
    deviation: 'ecr/image',
    arguments: (spec) => ({ repository: repository(spec), members: { imageStatus: 'ARCHIVED' } }),
  }),
  overlayFault({
    id: 'image-too-large',
    describes: 'An image weighs a gigabyte.',
    breaks: [{ check: 'ecr/image-size', subject: image }],
    deviation: 'ecr/image',
    arguments: (spec) => ({
      repository: repository(spec),
      members: { imageSizeInBytes: 1_000_000_000 },
    }),
  }),
  overlayFault({
    id: 'image-with-critical-flaws',
    describes: 'A scan found critical flaws in an image.',
    breaks: [{ check: 'ecr/no-critical-cves', subject: image }],
    deviation: 'ecr/scan-counts',
    arguments: (spec) => ({ repository: repository(spec), counts: { CRITICAL: 2, HIGH: 5 } }),
  }),
  changed({
    id: 'repository-with-movable-tags',
    describes: 'Tags of a repository can be moved.',
    breaks: [{ check: 'ecr/tag-immutability', subject: repository }],
    operation: 'PutImageTagMutability',
    wrong: { imageTagMutability: 'MUTABLE' },
    right: { imageTagMutability: 'IMMUTABLE' },
  }),
  changed({
    id: 'repository-not-scanned',
    describes: 'Images of a repository are not scanned when they are pushed.',
    breaks: [{ check: 'ecr/scanning', subject: repository }],
    operation: 'PutImageScanningConfiguration',
    wrong: { imageScanningConfiguration: { scanOnPush: false } },
    right: { imageScanningConfiguration: { scanOnPush: true } },
  }),
  {
    id: 'repository-open-to-everyone',
    describes: 'Everybody may pull images from a repository.',
    breaks: [{ check: 'ecr/policy-lifecycle', subject: repository }],
    async apply(context) {
      await ecr(context, 'SetRepositoryPolicy', {
        policyText: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
        }),
      });
      return null;
    },
    async heal(context) {
      await ecr(context, 'DeleteRepositoryPolicy', {});
    },
  },
  {
    id: 'repository-that-keeps-everything',
    describes: 'Nothing ever takes images out of a repository.',
    breaks: [{ check: 'ecr/policy-lifecycle', subject: repository }],
    async apply(context) {
      await ecr(context, 'DeleteLifecyclePolicy', {});
      return null;
    },
    heal: (context) => putLifecyclePolicy(context, repository(context.spec)),
  },
];

/** A fault of one setting of the repository. */
function changed(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  operation: string;
  wrong: object;
  right: object;
}): Fault {
  const { id, describes, breaks, operation, wrong, right } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      await ecr(context, operation, wrong);
      return null;
    },
    heal: (context) => ecr(context, operation, right),
  };
}

async function ecr(context: SandboxContext, operation: string, more: object): Promise<void> {
  const repositoryName = repository(context.spec);
  await context.wire.json('ecr', TARGET, operation, { repositoryName, ...more });
}
