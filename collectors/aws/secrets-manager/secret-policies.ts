import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { getResourcePolicy } from './operations.ts';
import { secretNames } from './secrets.ts';

export const SecretPolicy = z.strictObject({
  arn: z.string(),
  /** JSON; null when the secret has no policy. */
  policy: z.string().nullable(),
});
export type SecretPolicy = z.infer<typeof SecretPolicy>;

/** Every declared secret, by its name. */
export const secretPolicies = defineCollector<SecretPolicy>({
  id: 'aws/secrets-manager/secret-policies',
  title: 'Policies of secrets',
  operations: [getResourcePolicy],
  item: SecretPolicy,
  keys: secretNames,
  collect: ({ spec, aws }) =>
    observeEach(secretNames(spec), async (name) => {
      const answer = await aws.read(getResourcePolicy, { SecretId: name });
      if (answer.state === 'failed') return unseen(answer.cause);
      if (answer.state === 'absent') return absent(answer.calls);
      const { ARN: arn, Name, ResourcePolicy: policy = null } = answer.value;
      return arn === undefined || Name !== name
        ? malformed(getResourcePolicy, answer.calls, 'It is about another secret.')
        : present({ arn, policy }, answer.calls);
    }),
});
