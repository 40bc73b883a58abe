import type { ManagedGroup, WebAclRule } from '../../collectors/aws/wafv2/rules.ts';
import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_RULES_SEEN, NO_WEB_ACLS } from './subjects.ts';

/** A group that counts is still there, so its presence proves nothing. */
export default defineCheck({
  id: 'waf/blocking-not-count',
  title: 'The declared managed rule groups block, or count, as declared',
  risk: 'Attacks are counted and let through, or users are blocked before the rules were tried.',
  remediation: 'Set the override action of the groups, and take back the overrides of their rules.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json',
    cdk: 'rules: [{ name: "common", priority: 0, overrideAction: { none: {} }, statement, visibilityConfig }]',
  },
  severity: 'high',
  resourceType: 'AWS::WAFv2::WebACL',
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-rule-group-override-options.html',
  ],
  controls: [],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: declaredWebAcls,

  evaluate({ name, declared }, { acls }) {
    const { mode, managedGroups } = declared;
    const expected = { mode, managedGroups };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    if (acl.rules === null) return unknown(NO_RULES_SEEN);
    const resource = { resource: acl.arn };
    const judged = managedGroups.map((group) => ({ group, ...stateOf(group, acl.rules ?? []) }));
    const actual = { groups: judged };
    const missing = judged.filter(({ override }) => override === 'missing');
    if (missing.length > 0) {
      return fail('Declared rule groups are missing.', expected, actual, resource);
    }
    const wrong = judged.filter((group) => isAsDeclared(group, mode) === false);
    if (wrong.length > 0) {
      const message =
        mode === 'block'
          ? 'Rule groups do not block all that they are to block.'
          : 'Rule groups block what they are to count.';
      return fail(message, expected, actual, {
        ...resource,
        details: wrong.map(({ group }) => `Not as declared: ${group}.`),
      });
    }
    if (judged.some((group) => isAsDeclared(group, mode) === null)) {
      return unknown('WAF does not say what a rule group or one of its rules does.');
    }
    return pass(expected, actual, resource);
  },
});

interface GroupState {
  readonly override: string | null;
  readonly overrides: ManagedGroup['overrides'];
  readonly hasScopeDown: boolean;
}

/** A group that is there twice blocks if one of them does, and none lets pass what the other would block. */
function stateOf(name: string, rules: readonly WebAclRule[]): GroupState {
  const found = rules.flatMap(({ override, managedGroups }) =>
    managedGroups
      .filter((group) => group.vendor === 'AWS' && group.name === name)
      .map(({ overrides, hasScopeDown }) => ({ override, overrides, hasScopeDown })),
  );
  const [first] = found;
  if (first === undefined) return { override: 'missing', overrides: [], hasScopeDown: false };
  const letting = found.find(
    ({ override, overrides }) =>
      override !== 'Count' && overrides.some(({ action }) => action === 'Allow'),
  );
  return letting ?? found.find((state) => isAsDeclared(state, 'block') === true) ?? first;
}

/**
 * Null where WAF leaves out what would tell it. A rule that is overridden to allow lets an attack past all others, and
 * one that is to challenge, or to ask with a CAPTCHA, lets it pass for whoever has answered.
 */
function isAsDeclared(
  { override, overrides, hasScopeDown }: GroupState,
  mode: string,
): boolean | null {
  if (mode === 'count') return override === null ? null : override === 'Count';
  if (override === 'Count' || hasScopeDown) return false;
  if (overrides.some(({ action }) => action !== null && action !== 'Block')) return false;
  return override === null || overrides.some(({ action }) => action === null) ? null : true;
}
