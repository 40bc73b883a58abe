import type { Spec } from '../../core/spec/spec.ts';
import { declaredServices } from '../ecs/subjects.ts';
import type { DeclaredEndpoint } from './endpoints.ts';

/** What tasks call, by the prefix of the actions that their role has, and the endpoint that leads there. */
const BY_ACTION: Readonly<Record<string, DeclaredEndpoint['type']>> = {
  dynamodb: 'Gateway',
  events: 'Interface',
  kms: 'Interface',
  secretsmanager: 'Interface',
  sqs: 'Interface',
  ssm: 'Interface',
};

/**
 * The endpoints that the declared services need in the subnet beyond what every task does: that of the secrets which
 * Fargate injects before a task starts, and those of what their task roles are declared to be allowed.
 */
export function calledFrom(spec: Spec, subnet: string): readonly DeclaredEndpoint[] {
  const called = declaredServices(spec)
    .filter(({ declared }) => declared.network.subnets.includes(subnet))
    .flatMap(({ declared }) => {
      const actions = (spec.roles?.[declared.roles.task]?.allow ?? []).flatMap(
        (grant) => grant.actions,
      );
      const injects = Object.values(declared.task.containers).some(
        ({ secrets = {} }) => Object.keys(secrets).length > 0,
      );
      return [...actions.map(prefixOf), ...(injects ? ['secretsmanager'] : [])];
    });
  return [...new Set(called)].sort().flatMap((service) => {
    const type = BY_ACTION[service];
    return type === undefined ? [] : [{ type, service }];
  });
}

/** IAM does not tell the case of actions apart. */
function prefixOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}
