/** An image reference in its parts. https://pkg.go.dev/github.com/distribution/reference */
export interface ImageName {
  /** Registry and repository. */
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

export function parseImage(image: string): ImageName {
  const [name = '', digest = null] = image.split('@', 2);
  // A colon before the last slash belongs to the registry's port.
  const colon = name.lastIndexOf(':');
  const hasTag = colon > name.lastIndexOf('/');
  return {
    repository: hasTag ? name.slice(0, colon) : name,
    tag: hasTag ? name.slice(colon + 1) : null,
    digest,
  };
}

/** Whether the reference means another image tomorrow: no digest, and no tag or the one that always moves. */
export function isMoving({ tag, digest }: ImageName): boolean {
  return digest === null && (tag === null || tag === 'latest');
}

/** Whether a deployed reference is the declared one; of two digests the tags beside them do not matter. */
export function isSameImage(deployed: ImageName, declared: ImageName): boolean {
  if (deployed.repository !== declared.repository) return false;
  if (declared.digest !== null) return deployed.digest === declared.digest;
  return deployed.tag === declared.tag;
}
