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
    if (dropsBlocked(filter)) {
      return fail('What is blocked is not logged.', expected, actual, resource);
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

/** Filters are tried in their order; what none is about is treated by the default. */
function dropsBlocked(filter: WebAclLogging['filter']): boolean {
  if (filter === null) return false;
  const first = filter.filters.find(({ actions }) => actions.includes('BLOCK'));
  return (first?.behavior ?? filter.defaultBehavior) !== 'KEEP';
}
