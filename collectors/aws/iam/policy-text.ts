import type { CallId, Operation } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import { present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { getPolicy, getPolicyVersion, getRolePolicy } from './operations.ts';

/** The default version of a managed policy, which alone is in force, as IAM returns it. */
export async function managedPolicy(
  { aws }: CollectContext,
  arn: string,
): Promise<Observation<string>> {
  const policy = await aws.read(getPolicy, { PolicyArn: arn });
  if (policy.state === 'failed') return unseen(policy.cause);
  if (policy.state === 'absent') return vanished(getPolicy, policy.calls);
  const version = policy.value.Policy?.DefaultVersionId;
  if (version === undefined) {
    return malformed(getPolicy, policy.calls, 'It does not say which version is in force.');
  }
  const answer = await aws.read(getPolicyVersion, { PolicyArn: arn, VersionId: version });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return vanished(getPolicyVersion, answer.calls);
  const text = answer.value.PolicyVersion?.Document;
  if (text === undefined) return malformed(getPolicyVersion, answer.calls, 'It has no document.');
  return present(text, [...policy.calls, ...answer.calls]);
}

/** An inline policy of a role, as IAM returns it. */
export async function inlinePolicy(
  { aws }: CollectContext,
  role: string,
  name: string,
): Promise<Observation<string>> {
  const answer = await aws.read(getRolePolicy, { RoleName: role, PolicyName: name });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return vanished(getRolePolicy, answer.calls);
  const text = answer.value.PolicyDocument;
  if (text === undefined) return malformed(getRolePolicy, answer.calls, 'It has no document.');
  return present(text, answer.calls);
}

/** What a role lists exists, so its absence proves only that somebody is changing the role. */
function vanished(operation: Operation, calls: readonly CallId[]): Observation<never> {
  const name = operation.action ?? operation.name;
  return unseen({
    kind: 'dependency',
    operation: name,
    code: null,
    message: `${name} does not find a policy that the role has just listed.`,
    action: operation.action,
    calls,
  });
}
