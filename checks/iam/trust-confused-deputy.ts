import { roleTrust } from '../../collectors/aws/iam/role-trust.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Condition } from './policy/condition.ts';
import { isMalformed, parseDocument } from './policy/document.ts';
import { keptTo, type KeptTo, type Own } from './policy/public-access.ts';
import { sendsItsSource } from './policy/service-source.ts';
import { trustOf } from './policy/trust.ts';
import { withOrganization } from './organization.ts';
import { ABSENT, declaredRoles, NO_ROLES } from './subjects.ts';

/** Services that say for whom they assume a role always do, so a condition that holds without these is no gap. */
const ALWAYS_SENT = ['aws:sourceaccount', 'aws:sourcearn'];
/** Only an account of an organization has one to send. */
const SOURCE_ORGANIZATION = 'aws:sourceorgid';

export default defineCheck({
  id: 'iam/trust-confused-deputy',
  title:
    'Services of AWS assume the role for resources of this account, and of those it is declared to trust, alone',
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
  subjects: (spec) => withOrganization(declaredRoles(spec), spec),

  evaluate({ name, declared, organization }, { trusts }, context) {
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
    const accounts = [context.account, ...(declared.trustAccounts ?? [])];
    const services = trustOf(document, context).trusted.flatMap(({ principal, conditions }) =>
      principal.kind === 'service'
        ? [{ name: principal.name, to: boundTo(conditions, { accounts, organization }) }]
        : [],
    );
    const judged = services.filter((service) => sendsItsSource(service.name));
    const unbound = judged.filter(({ to }) => to === 'anybody');
    const actual = {
      services: services.map((service) => service.name),
      unbound: unbound.map((service) => service.name),
    };
    if (unbound.length > 0) {
      return fail('A service may use the role for anybody.', expected, actual, {
        ...resource,
        details: unbound.map((service) => `${service.name} is not bound to this account.`),
      });
    }
    if (judged.some(({ to }) => to === 'untold')) {
      return unknown(
        'A service may use the role for an organization, and the spec does not declare which is its own.',
      );
    }
    return pass(expected, actual, {
      ...resource,
      details: services
        .filter((service) => !judged.includes(service) && service.to !== 'own')
        .map(
          (service) =>
            `${service.name} is not bound to this account, and may not say for whom it asks.`,
        ),
    });
  },
});

/** Read from the conditions themselves: no request that is made up stands for all that a stranger can make. */
function boundTo(conditions: readonly Condition[], own: Own): KeptTo {
  const kept = conditions.map((condition): KeptTo => {
    if (ALWAYS_SENT.includes(condition.key)) {
      return keptTo({ ...condition, ifExists: false, quantifier: null }, own);
    }
    return condition.key === SOURCE_ORGANIZATION ? keptTo(condition, own) : 'anybody';
  });
  if (kept.includes('own')) return 'own';
  return kept.includes('untold') ? 'untold' : 'anybody';
}
