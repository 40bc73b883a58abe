import type { DescribeSecretCommandOutput } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { malformed } from '../malformed.ts';
import { describeSecret } from './operations.ts';

const RotationRules = z.strictObject({
  automaticallyAfterDays: z.int().nullable(),
  /** A `rate()` or `cron()` expression in UTC. */
  scheduleExpression: z.string().nullable(),
  duration: z.string().nullable(),
});

/** One secret as it is deployed, without its value. Null is what AWS left out. */
export const Secret = z.strictObject({
  arn: z.string(),
  /** When it is scheduled to be deleted; null when it is not. */
  deletedDate: z.iso.datetime().nullable(),
  /** Staging labels by version id. Null when AWS left the map out: that is not the same as none. */
  versions: z.record(z.string(), z.array(z.string())).nullable(),
  /** Null means that rotation was never configured. */
  rotationEnabled: z.boolean().nullable(),
  /** The AWS service that manages the secret; null for a secret of one's own. */
  owningService: z.string().nullable(),
  rotationLambdaArn: z.string().nullable(),
  /** AWS keeps the rules when rotation is switched off: they do not say that it is on. */
  rotationRules: RotationRules.nullable(),
  lastRotatedDate: z.iso.datetime().nullable(),
  nextRotationDate: z.iso.datetime().nullable(),
  lastChangedDate: z.iso.datetime().nullable(),
  createdDate: z.iso.datetime().nullable(),
  /** The region that a replica is copied from, or the secret's own; null when it has no replicas. */
  primaryRegion: z.string().nullable(),
  /** Copies in other regions, with what Secrets Manager says of them; null when it leaves the list out. */
  replicas: z
    .array(z.strictObject({ region: z.string(), status: z.string().nullable() }))
    .nullable(),
  /** Null means the key `aws/secretsmanager`. */
  kmsKeyId: z.string().nullable(),
});
export type Secret = z.infer<typeof Secret>;

/** The label of the version that is in use. https://docs.aws.amazon.com/secretsmanager/latest/userguide/getting-started.html */
export const CURRENT = 'AWSCURRENT';

/** Every declared secret, by its name. */
export const secrets = defineCollector<Secret>({
  id: 'aws/secrets-manager/secrets',
  title: 'Secrets with their staged versions and rotation, never their values',
  operations: [describeSecret],
  item: Secret,
  keys: secretNames,
  collect: async (context) =>
    Object.fromEntries(
      await Promise.all(
        secretNames(context.spec).map(async (name) => [name, await describe(context, name)]),
      ),
    ) as Record<string, Observation<Secret>>,
});

export function secretNames(spec: Spec): readonly string[] {
  return Object.keys(spec.secrets ?? {});
}

/** Whether the version in use is staged; null when AWS leaves the versions out. */
export function isStaged({ versions }: Secret): boolean | null {
  return versions === null
    ? null
    : Object.values(versions).some((stages) => stages.includes(CURRENT));
}

async function describe({ aws }: CollectContext, name: string): Promise<Observation<Secret>> {
  const answer = await aws.read(describeSecret, { SecretId: name });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      // A name that ends like the suffix of an ARN may find another secret.
      if (answer.value.Name !== name || answer.value.ARN === undefined) {
        return malformed(describeSecret, answer.calls, 'It is about another secret.');
      }
      return present(toItem(answer.value, answer.value.ARN), answer.calls);
    }
  }
}

function toItem(secret: DescribeSecretCommandOutput, arn: string): Secret {
  const rules = secret.RotationRules;
  return {
    arn,
    deletedDate: secret.DeletedDate?.toISOString() ?? null,
    versions: secret.VersionIdsToStages ?? null,
    rotationEnabled: secret.RotationEnabled ?? null,
    owningService: secret.OwningService ?? null,
    rotationLambdaArn: secret.RotationLambdaARN ?? null,
    rotationRules:
      rules === undefined
        ? null
        : {
            automaticallyAfterDays: rules.AutomaticallyAfterDays ?? null,
            scheduleExpression: rules.ScheduleExpression ?? null,
            duration: rules.Duration ?? null,
          },
    lastRotatedDate: secret.LastRotatedDate?.toISOString() ?? null,
    nextRotationDate: secret.NextRotationDate?.toISOString() ?? null,
    lastChangedDate: secret.LastChangedDate?.toISOString() ?? null,
    createdDate: secret.CreatedDate?.toISOString() ?? null,
    primaryRegion: secret.PrimaryRegion ?? null,
    replicas:
      secret.ReplicationStatus?.flatMap(({ Region, Status }) =>
        Region === undefined ? [] : [{ region: Region, status: Status ?? null }],
      ) ?? null,
    kmsKeyId: secret.KmsKeyId ?? null,
  };
}
