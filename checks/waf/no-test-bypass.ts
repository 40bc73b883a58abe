import type { WebAclRule } from '../../collectors/aws/wafv2/rules.ts';
import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_RULES_SEEN, NO_WEB_ACLS } from './subjects.ts';

/**
 * A load test comes from few addresses, so a rule lets it past, by them or by a header that it sends; it must go before
 * users come. What WAF allows it hands to no later rule, so one that allows at the end lets nobody past anything, whatever
 * becomes of all others: it says who may come, or nothing. One that allows addresses is that of the load test there too.
 */
export default defineCheck({
  id: 'waf/no-test-bypass',
  title: 'No rule of the web ACL lets requests past the others',
  risk: 'The way past the filter that a load test needed is left open for anybody behind it.',
  remediation: 'Remove the rule that allows what the load generator sends.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json',
    cdk: 'rules: [<all but the rule with action: { allow: {} }>]',
  },
  severity: 'high',
  resourceType: 'AWS::WAFv2::WebACL',
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-ipset-match.html',
  ],
  controls: [],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: (spec) =>
    declaredWebAcls(spec).map((subject) =>
      spec.phase === 'pre-cutover'
        ? { ...subject, notApplicable: 'Before the cutover a load test may go past the web ACL.' }
        : subject,
    ),

  evaluate({ name }, { acls }) {
    const expected = { bypasses: [] };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    if (acl.rules === null) return unknown(NO_RULES_SEEN);
    const { rules } = acl;
    const judged = rules.map((rule) => ({ rule, lets: letsPast(rule, rules) }));
    const actual = {
      bypasses: judged.flatMap(({ rule: { name: told, ipSets }, lets }) =>
        lets === true ? [{ rule: told, ipSets }] : [],
      ),
    };
    const resource = { resource: acl.arn };
    if (actual.bypasses.length > 0) {
      return fail('A rule lets requests past the others.', expected, actual, resource);
    }
    if (judged.some(({ lets }) => lets === null)) {
      return unknown('What a rule or a rule group of the web ACL lets past was not seen.');
    }
    return pass(expected, actual, resource);
  },
});

/** Null where it was not seen: the rules within a group of one's own are not read. */
function letsPast(rule: WebAclRule, rules: readonly WebAclRule[]): boolean | null {
  const { action, override, managedGroups, ownGroups, ipSets } = rule;
  if (action !== null) {
    if (action !== 'Allow') return false;
    return ipSets.length > 0 || standsBeforeOthers(rule, rules);
  }
  if (override === 'Count') return false;
  const overrides = [...managedGroups, ...ownGroups].flatMap((group) => group.overrides);
  if (overrides.some((overridden) => overridden.action === 'Allow')) return true;
  const isSeen =
    override !== null &&
    ownGroups.length === 0 &&
    overrides.every((overridden) => overridden.action !== null);
  return isSeen ? false : null;
}

/** Whether one comes after it that may keep somebody off. One that counts keeps nobody off. */
function standsBeforeOthers(allowing: WebAclRule, rules: readonly WebAclRule[]): boolean | null {
  const keepsOff = ({ action, override }: WebAclRule) =>
    action !== 'Allow' && action !== 'Count' && override !== 'Count';
  const after = rules.slice(rules.indexOf(allowing) + 1);
  if (after.some((rule) => rule.ofFirewallManager && keepsOff(rule))) return true;
  const others = rules.filter((rule) => !rule.ofFirewallManager && keepsOff(rule));
  const { priority: own } = allowing;
  if (own === null) return others.length === 0 ? false : null;
  if (others.some(({ priority }) => priority !== null && priority > own)) return true;
  return others.every(({ priority }) => priority !== null) ? false : null;
}
