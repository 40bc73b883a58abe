// A healthy repository and image, for the tables of the checks of ECR.
import type { EcrImage } from '../../../collectors/aws/ecr/images.ts';
import type { Repository } from '../../../collectors/aws/ecr/repositories.ts';
import type { ImageSubject, RepositorySubject } from '../subjects.ts';

export const DIGEST = `sha256:${'a'.repeat(64)}`;

export function imageSubject(facts: Partial<ImageSubject> = {}): ImageSubject {
  return {
    name: 'api:1',
    path: ['clusters', 'main', 'services', 'app', 'task', 'containers', 'app', 'image'],
    repository: 'api',
    maxImageMB: 50,
    sizesAt: [],
    maxCriticalFindings: 0,
    ...facts,
  };
}

export function imageArtifact(facts: Partial<EcrImage> = {}): EcrImage {
  return {
    digest: DIGEST,
    tags: ['1'],
    pushedAt: '2026-11-20T00:00:00.000Z',
    sizeBytes: 40_000_000,
    status: null,
    ...facts,
  };
}

export function repositorySubject(facts: Partial<RepositorySubject> = {}): RepositorySubject {
  return {
    name: 'api',
    path: ['repositories', 'api'],
    declared: { immutableTags: true, scanOnPush: true, maxCriticalFindings: 0 },
    deployedTags: ['1'],
    deployedImages: [{ name: 'api:1', tag: '1' }],
    ...facts,
  };
}

export function repositoryArtifact(facts: Partial<Repository> = {}): Repository {
  return {
    arn: 'arn:aws:ecr:us-east-1:123456789012:repository/api',
    tagMutability: 'IMMUTABLE',
    exclusions: [],
    encryption: 'AES256',
    ...facts,
  };
}
