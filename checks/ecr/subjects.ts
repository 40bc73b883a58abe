import type { z } from 'zod';
import { imageKey, registryImage } from '../../collectors/aws/ecr/image-names.ts';
import type { SpecPath, Subject } from '../../core/check.ts';
import type { RepositorySpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface RepositorySubject extends Subject {
  readonly declared: z.infer<typeof RepositorySpec>;
  /** The tags that declared containers run. */
  readonly deployedTags: readonly string[];
  /** The images that declared containers run, each once; one that is declared by its digest has no tag of its own. */
  readonly deployedImages: readonly { readonly name: string; readonly tag: string | null }[];
}

export interface ImageSubject extends Subject {
  readonly repository: string;
  /** The smallest of what the containers with the image allow; null when none says so. */
  readonly maxImageMB: number | null;
  /** Where the spec says that. */
  readonly sizesAt: readonly SpecPath[];
  /** Null when the repository is not declared. */
  readonly maxCriticalFindings: number | null;
}

export const NO_REPOSITORIES = 'The spec declares no ECR repository.';
export const NO_IMAGES = 'The spec declares no image of the registry of the account.';
export const ABSENT = 'The repository does not exist.';
export const NO_IMAGE = 'The image is not in the registry.';

/** Every declared repository, by its name. */
export function declaredRepositories(spec: Spec): readonly RepositorySubject[] {
  return Object.entries(spec.repositories ?? {}).map(([name, declared]) => {
    const images = imagesOf(spec).filter(({ repository }) => repository === name);
    const tags = new Map(images.map(({ key, tag }) => [key, tag]));
    return {
      name,
      path: ['repositories', name],
      declared,
      deployedTags: images.flatMap(({ tag }) => tag ?? []),
      deployedImages: [...tags].map(([key, tag]) => ({ name: key, tag })),
    };
  });
}

/** Every image of the account's registry that a declared container runs, once, named as its collectors key it. */
export function declaredImages(spec: Spec): readonly ImageSubject[] {
  const byKey = Map.groupBy(imagesOf(spec), ({ key }) => key);
  return [...byKey].flatMap(([name, [first, ...others]]) => {
    if (first === undefined) return [];
    const limited = [first, ...others].filter(({ maxImageMB }) => maxImageMB !== undefined);
    const sizes = limited.flatMap(({ maxImageMB }) => maxImageMB ?? []);
    return [
      {
        name,
        path: [...first.path, 'image'],
        sizesAt: limited.map(({ path }) => [...path, 'maxImageMB']),
        repository: first.repository,
        maxImageMB: sizes.length === 0 ? null : Math.min(...sizes),
        maxCriticalFindings: spec.repositories?.[first.repository]?.maxCriticalFindings ?? null,
      },
    ];
  });
}

function imagesOf(spec: Spec) {
  return Object.entries(spec.clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.entries(services).flatMap(([service, { task }]) =>
      Object.entries(task.containers).flatMap(([container, { image, maxImageMB }]) => {
        const found = registryImage(image, spec);
        if (found === null) return [];
        const path = ['clusters', cluster, 'services', service, 'task', 'containers', container];
        return [{ ...found, key: imageKey(found), path, maxImageMB }];
      }),
    ),
  );
}
