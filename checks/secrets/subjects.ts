import type { Subject } from '../../core/check.ts';
import type { SecretSpec } from '../../core/spec/sections/identity.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface SecretSubject extends Subject {
  readonly declared: SecretSpec;
}

/** Every declared secret, named as its collector keys it. */
export function declaredSecrets(spec: Spec): readonly SecretSubject[] {
  return Object.entries(spec.secrets ?? {}).map(([name, declared]) => ({
    name,
    path: ['secrets', name],
    declared,
  }));
}

/** The same; what the spec declares as static is not judged, for the reason that it gives. */
export function rotatedSecrets(spec: Spec): readonly SecretSubject[] {
  return declaredSecrets(spec).map((subject) => {
    const { staticReason } = subject.declared;
    return staticReason === undefined
      ? subject
      : {
          ...subject,
          notApplicable: `The spec declares the secret as static. ${staticReason}`,
        };
  });
}

export const NO_SECRETS = 'The spec declares no secret.';
export const ABSENT = 'The secret does not exist.';
export const NOT_ROTATED = 'The secret is not rotated.';
export const DELETED = 'The secret is scheduled for deletion.';
/** Rotation is configured where the primary is, and a replica's own answer does not speak of it. */
export const REPLICA = 'The secret is a replica, so its rotation is decided in another region.';
