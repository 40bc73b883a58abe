import { createHash } from 'node:crypto';
import type { SandboxContext } from './context.ts';

const TARGET = 'AmazonEC2ContainerRegistry_V20150921';

/** Repositories, and in each the images that the declared containers run. */
export async function deployRepositories(context: SandboxContext): Promise<void> {
  const { spec, wire } = context;
  for (const [repositoryName, { immutableTags, scanOnPush }] of Object.entries(
    spec.repositories ?? {},
  )) {
    await context.make('repository', repositoryName, async () => {
      await wire.json('ecr', TARGET, 'CreateRepository', {
        repositoryName,
        imageTagMutability: immutableTags ? 'IMMUTABLE' : 'MUTABLE',
        imageScanningConfiguration: { scanOnPush },
        tags: Object.entries(spec.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      });
      await putLifecyclePolicy(context, repositoryName);
      for (const { imageTag, sizeMB } of imagesOf(context, repositoryName)) {
        await wire.json('ecr', TARGET, 'PutImage', {
          repositoryName,
          imageTag,
          imageManifest: JSON.stringify(manifest(`${repositoryName}:${imageTag}`, sizeMB)),
        });
        // AWS does so by itself where a push starts a scan.
        await wire.json('ecr', TARGET, 'StartImageScan', { repositoryName, imageId: { imageTag } });
      }
    });
  }
}

/** Images that lost their tag go after two weeks; none that has one. */
export async function putLifecyclePolicy(
  { wire }: SandboxContext,
  repositoryName: string,
): Promise<void> {
  const rule = {
    rulePriority: 1,
    selection: {
      tagStatus: 'untagged',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 14,
    },
    action: { type: 'expire' },
  };
  const lifecyclePolicyText = JSON.stringify({ rules: [rule] });
  await wire.json('ecr', TARGET, 'PutLifecyclePolicy', { repositoryName, lifecyclePolicyText });
}

interface DeclaredImage {
  readonly imageTag: string;
  readonly sizeMB: number;
}

/** Tags of the declared containers' images that live in the repository; images by digest cannot be made. */
function imagesOf({ spec }: SandboxContext, repository: string): DeclaredImage[] {
  const containers = Object.values(spec.clusters ?? {})
    .flatMap(({ services }) => Object.values(services))
    .flatMap(({ task }) => Object.values(task.containers));
  const images = new Map<string, DeclaredImage>();
  for (const { image, maxImageMB = 50 } of containers) {
    const [, path, imageTag] = /\.amazonaws\.com\/([^:@]+):([\w.-]+)$/.exec(image) ?? [];
    if (path !== repository || imageTag === undefined) continue;
    images.set(imageTag, { imageTag, sizeMB: Math.floor(maxImageMB * 0.8) });
  }
  return [...images.values()];
}

/** One layer, whose digest follows from the image's name so that every deployment has the same. */
function manifest(image: string, sizeMB: number): object {
  const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return {
    schemaVersion: 2,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: 1_500,
      digest: digestOf(`${image} config`),
    },
    layers: [
      {
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        size: sizeMB * 1_000_000,
        digest: digestOf(`${image} layer`),
      },
    ],
  };
}
