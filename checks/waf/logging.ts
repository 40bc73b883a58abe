import { webAclLogging, type WebAclLogging } from '../../collectors/aws/wafv2/logging.ts';
import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_WEB_ACLS } from './subjects.ts';

/** Headers that carry credentials. */
const CREDENTIALS = ['authorization', 'cookie'];

export default defineCheck({
  id: 'waf/logging',
  title: 'The web ACL logs what it blocks to the declared destination, without credentials',
  risk: 'An attack leaves no trace, or the traces hold the passwords of users.',
  remediation: 'Put a logging configuration that keeps blocked requests and redacts credentials.',
  fix: {
    cli: 'aws wafv2 put-logging-configuration --logging-configuration ResourceArn=<web-acl-arn>,LogDestinationConfigs=<destination-arn>,RedactedFields=[{SingleHeader={Name=authorization}},{SingleHeader={Name=cookie}}]',
    cdk: 'new wafv2.CfnLoggingConfiguration(this, "<id>", { resourceArn: acl.attrArn, logDestinationConfigs: [<destination-arn>], redactedFields: [{ singleHeader: { Name: "authorization" } }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::WAFv2::LoggingConfiguration',
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/logging.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11',
  ],
  controls: ['Security Hub 2026-08 WAF.11'],
  proves: ['security/waf', 'security/observability'],
  needs: { acls: webAcls, logging: webAclLogging },
  none: NO_WEB_ACLS,
  subjects: declaredWebAcls,

  evaluate({ name, declared }, { acls, logging }) {
    const { logDestination } = declared;
    const expected = {
      destination: logDestination ?? 'any',
      redacted: CREDENTIALS,
      keepsBlocked: true,
    };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    const resource = { resource: acl.arn };
    const found = logging.get(name);
    if (found === null) return fail('The web ACL does not log.', expected, {}, resource);
    const { destinations, redactedHeaders, filter } = found;
    const actual = { destinations, redacted: redactedHeaders, filter };
    if (destinations === null) return unknown('WAF does not say where the web ACL logs.');
    if (!destinations.some((arn) => isDestination(arn, logDestination))) {
      return fail('The web ACL logs elsewhere than declared.', expected, actual, resource);
    }
    switch (keptOfBlocked(filter)) {
      case 'none':
        return fail('What is blocked is not logged.', expected, actual, resource);
      case 'part':
        return fail('A part of what is blocked is not logged.', expected, actual, resource);
      case 'unknown':
        return unknown('WAF does not say which requests the web ACL logs.');
      case 'all':
    }
    const open = CREDENTIALS.filter((header) => !redactedHeaders.includes(header));
    return open.length === 0
      ? pass(expected, actual, resource)
      : fail('The logs hold credentials of users.', expected, actual, {
          ...resource,
          details: open.map((header) => `Not redacted: ${header}.`),
        });
  },
});

function isDestination(arn: string, declared: string | undefined): boolean {
  return declared === undefined || arn === declared || arn.split(/[:/]/).includes(declared);
}

type Part = 'all' | 'part' | 'none' | 'unknown';
type Filter = NonNullable<WebAclLogging['filter']>['filters'][number];

/** Filters are tried in their order; what none is about is treated by the default. */
function keptOfBlocked(filter: WebAclLogging['filter']): Part {
  if (filter === null) return 'all';
  let isPartKept = false;
  let isPartDropped = false;
  const last = { behavior: filter.defaultBehavior, about: 'all' as const };
  const tried = filter.filters.map((each) => ({ behavior: each.behavior, about: partOf(each) }));
  for (const { behavior, about } of [...tried, last]) {
    if (about === 'none') continue;
    if (about === 'unknown' || (behavior !== 'KEEP' && behavior !== 'DROP')) return 'unknown';
    if (behavior === 'KEEP') isPartKept = true;
    else isPartDropped = true;
    if (about === 'all') break;
  }
  if (!isPartDropped) return 'all';
  return isPartKept ? 'part' : 'none';
}

/** How much of what is blocked a filter is about: a label is on a part of it. */
function partOf({ requirement, conditions }: Filter): Part {
  if (conditions.length === 0) return 'unknown';
  if (conditions.some(({ action, label }) => action === null && label === null)) return 'unknown';
  const labels = conditions.filter(({ action }) => action === null);
  const actions = conditions.filter(({ action }) => action !== null);
  const isOther = ({ action }: (typeof conditions)[number]) => action !== 'BLOCK';
  switch (requirement) {
    case 'MEETS_ALL':
      if (actions.some(isOther)) return 'none';
      return labels.length === 0 ? 'all' : 'part';
    case 'MEETS_ANY':
      if (!actions.every(isOther)) return 'all';
      return labels.length === 0 ? 'none' : 'part';
    case null:
    default:
      return 'unknown';
  }
}
