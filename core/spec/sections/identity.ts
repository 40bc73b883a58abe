import { z } from 'zod';
import { AccountId, Count, Name, Region } from '../values.ts';

/** As in a policy, with wildcards: `s3:GetObject`, `s3:Delete*`, or `*` for every action. */
const Action = z
  .string()
  .regex(
    /^(?:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/,
    'an action looks like s3:GetObject or s3:Delete*',
  );

const Grant = z.strictObject({ actions: z.array(Action), resources: z.array(Name) });

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
  /** Must be allowed: every action that a wildcard stands for, on every resource. */
  allow: z.array(Grant).optional(),
  /** Must not be allowed: no action that a wildcard stands for, on no resource. */
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
