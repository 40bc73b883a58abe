import { roleTrust } from '../../collectors/aws/iam/role-trust.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { evaluateAll, type Condition, type RequestContext } from './policy/condition.ts';
import { isMalformed, parseDocument } from './policy/document.ts';
import { trustOf } from './policy/trust.ts';
import { ABSENT, declaredRoles, NO_ROLES } from './subjects.ts';

/** Services that say for which resource or account they assume a role: a condition on it does not lock them out (I6). */
const SENDS_ITS_SOURCE = new Set([
  'ecs-tasks.amazonaws.com',
  'ecs.amazonaws.com',
  'events.amazonaws.com',
  'scheduler.amazonaws.com',
  'pipes.amazonaws.com',
  'states.amazonaws.com',
  'backup.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
]);
/** Two, since a policy may name one to forbid it. */
const STRANGERS = ['000000000000', '000000000001', '000000000002'];

export default defineCheck({
  id: 'iam/trust-confused-deputy',
  title: 'Services of AWS assume the role for resources of this account alone',
  risk: 'A stranger lets a service of AWS act with the role of this account, on his own behalf.',
  remediation:
    'Add a condition on aws:SourceAccount or aws:SourceArn to the trust policy, and try it outside of production first.',
  fix: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json',
    cdk: 'new iam.Role(this, "<id>", { assumedBy: new iam.ServicePrincipal("ecs-tasks.amazonaws.com", { conditions: { StringEquals: { "aws:SourceAccount": "<account>" } } }) })',
  },
  severity: 'medium',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
  ],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { trusts: roleTrust },
  none: NO_ROLES,
  subjects: declaredRoles,

  evaluate({ name }, { trusts }, { account, partition, region }) {
    const expected = { unbound: [] };
    const role = trusts.get(name);
    if (role === null) return fail(ABSENT, expected, {});
    const resource = { resource: role.arn };
    // A service-linked role belongs to its service, which alone can change it.
    if (role.arn.includes(':role/aws-service-role/')) {
      return pass(expected, { serviceLinked: true }, resource);
    }
    const document = parseDocument(role.document, 'trust');
    if (isMalformed(document)) return unknown('The trust policy cannot be read.');
    const services = trustOf(document, account).trusted.flatMap(
      ({ principal, conditions, holds }) =>
        principal.kind === 'service' && holds !== 'false'
          ? [{ name: principal.name, conditions }]
          : [],
    );
    const strangers = STRANGERS.filter((id) => id !== account).map(
      (id): RequestContext =>
        new Map([
          ['aws:sourceaccount', id],
          ['aws:sourcearn', `arn:${partition}:ecs:${region}:${id}:cluster/stranger`],
          ['aws:sourceorgid', `o-${id}`],
        ]),
    );
    const isBound = (conditions: readonly Condition[]) =>
      strangers.every((request) => evaluateAll(conditions, request) === 'false');
    const unbound = services.filter(({ conditions }) => !isBound(conditions));
    const told = unbound.filter((service) => SENDS_ITS_SOURCE.has(service.name));
    const actual = {
      services: services.map((service) => service.name),
      unbound: told.map((service) => service.name),
    };
    if (told.length > 0) {
      return fail('A service may use the role for anybody.', expected, actual, {
        ...resource,
        details: told.map((service) => `${service.name} is not bound to this account.`),
      });
    }
    return pass(expected, actual, {
      ...resource,
      details: unbound.map(
        (service) =>
          `${service.name} is not bound to this account, and may not say for whom it asks.`,
      ),
    });
  },
});
