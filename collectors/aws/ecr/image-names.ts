import type { Spec } from '../../../core/spec/spec.ts';

/** An image of the declared account's own registry in the declared region. */
export interface RegistryImage {
  readonly repository: string;
  /** Null for an image that is declared by its digest. */
  readonly tag: string | null;
  readonly digest: string | null;
}

/** The parts of an image that stands in the registry of the account and region; null for one that stands elsewhere. */
export function registryImage(
  image: string,
  { account }: Pick<Spec, 'account'>,
): RegistryImage | null {
  const registry = `${account.id}.dkr.ecr.${account.region}.amazonaws.com`;
  const path = [`${registry}/`, `${registry}.cn/`].find((prefix) => image.startsWith(prefix));
  if (path === undefined) return null;
  const match = /^([^:@]+)(?::([\w][\w.-]*))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(
    image.slice(path.length),
  );
  if (match === null) return null;
  const [, repository = '', tag, digest] = match;
  // Without a tag or a digest Docker pulls this one.
  return {
    repository,
    tag: digest === undefined ? (tag ?? 'latest') : null,
    digest: digest ?? null,
  };
}

/** `repository:tag` or `repository@digest`. */
export function imageKey({ repository, tag, digest }: RegistryImage): string {
  return digest === null ? `${repository}:${tag ?? ''}` : `${repository}@${digest}`;
}

/** Every declared image of the registry, by its key. */
export function declaredImages(spec: Spec): ReadonlyMap<string, RegistryImage> {
  const images = Object.values(spec.clusters ?? {})
    .flatMap(({ services }) => Object.values(services))
    .flatMap(({ task }) => Object.values(task.containers))
    .flatMap(({ image }) => registryImage(image, spec) ?? []);
  return new Map(images.map((image) => [imageKey(image), image]));
}

/** As ECR takes it. */
export function imageId({ tag, digest }: RegistryImage) {
  return digest === null ? { imageTag: tag ?? '' } : { imageDigest: digest };
}
