import { z } from 'zod';
import { AccountId, Count, Name, Region } from '../values.ts';

const Grant = z.strictObject({ actions: z.array(Name), resources: z.array(Name) });

/** An IAM role. The map's key is the role's name. */
export const RoleSpec = z.strictObject({
  /** Service principals that may assume the role, such as `ecs-tasks.amazonaws.com`. */
  trust: z.array(Name),
  /** Accounts whose principals may assume it too. */
  trustAccounts: z.array(AccountId).optional(),
  /** Who outside of AWS may assume it by OpenID Connect, such as workflows that deploy. */
  trustOidc: z
    .strictObject({
      /** Host and path, as IAM names the provider: `token.actions.githubusercontent.com`. */
      provider: Name,
      audience: Name,
      /** Whole subjects, such as `repo:shop/api:ref:refs/heads/main`: a pattern would admit strangers. */
      subjects: z
        .array(Name.refine((subject) => !/[*?]/.test(subject), 'name each subject whole'))
        .min(1),
    })
    .optional(),
  /** Must be allowed. */
  allow: z.array(Grant).optional(),
  /** Must not be allowed. */
  deny: z.array(Grant).optional(),
  permissionsBoundary: Name.optional(),
});
export type RoleSpec = z.infer<typeof RoleSpec>;

/** A secret in Secrets Manager. The map's key is its name. Its value is never read. */
export const SecretSpec = z.strictObject({
  /** The longest time between two rotations; without it the secret is declared static, with a reason. */
  rotationDays: Count.optional(),
  staticReason: Name.optional(),
  /**
   * How tasks that run on while the secret changes get by: they read it again, or the rotation leaves the user that they
   * have until the next one. Without it every task that has it injected is started anew after a change.
   */
  survivesChange: z.enum(['application-rereads', 'alternating-users']).optional(),
  kmsKeyAlias: Name.optional(),
  /** Declared services that use it. */
  consumers: z.array(Name).optional(),
  replicaRegions: z.array(Region).optional(),
});
export type SecretSpec = z.infer<typeof SecretSpec>;
