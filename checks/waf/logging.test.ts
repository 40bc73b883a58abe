import type { WebAclLogging } from '../../collectors/aws/wafv2/logging.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './logging.ts';
import { webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const DESTINATION = 'arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-api';
const having = (facts: Partial<WebAclLogging> = {}) => ({
  acls: { api: webAclArtifact() },
  logging: {
    api: {
      destinations: [DESTINATION],
      redactedHeaders: ['authorization', 'cookie'],
      filter: null,
      ...facts,
    },
  },
});
type Filter = NonNullable<WebAclLogging['filter']>['filters'][number];
const filteredBy = (defaultBehavior: string | null, ...filters: Filter[]) =>
  having({ filter: { defaultBehavior, filters } });
/** In small letters a label, in capitals an action. */
const meets = (
  requirement: string | null,
  behavior: string | null,
  ...names: string[]
): Filter => ({
  behavior,
  requirement,
  conditions: names.map((name) =>
    name === name.toUpperCase() ? { action: name, label: null } : { action: null, label: name },
  ),
});
const filtered = (defaultBehavior: string, ...filters: readonly [string, string][]) =>
  filteredBy(
    defaultBehavior,
    ...filters.map(([behavior, action]) => meets('MEETS_ANY', behavior, action)),
  );
const declared = webAclSubject({ logDestination: 'aws-waf-logs-api' });
const PART_LOST = 'A part of what is blocked is not logged.';
const LOST = 'What is blocked is not logged.';

testCheck(check, declared, {
  pass: [
    { name: 'the declared destination', artifacts: having() },
    { name: 'a bucket', artifacts: having({ destinations: ['arn:aws:s3:::aws-waf-logs-api'] }) },
    { name: 'any, where none is declared', subject: webAclSubject(), artifacts: having() },
    { name: 'what is allowed is dropped', artifacts: filtered('KEEP', ['DROP', 'ALLOW']) },
    { name: 'only what is blocked is kept', artifacts: filtered('DROP', ['KEEP', 'BLOCK']) },
    {
      name: 'what is blocked, or has a label, is kept',
      artifacts: filteredBy('DROP', meets('MEETS_ANY', 'KEEP', 'BLOCK', 'a')),
    },
    {
      name: 'what has a label and is allowed is dropped',
      artifacts: filteredBy('KEEP', meets('MEETS_ALL', 'DROP', 'ALLOW', 'a')),
    },
    {
      name: 'what is blocked is kept before what has a label is dropped',
      artifacts: filteredBy(
        'DROP',
        meets('MEETS_ALL', 'KEEP', 'BLOCK'),
        meets('MEETS_ANY', 'DROP', 'a'),
      ),
    },
  ],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null }, logging: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    {
      name: 'no logging',
      artifacts: { ...having(), logging: { api: null } },
      message: 'The web ACL does not log.',
    },
    {
      name: 'another destination, whose name begins the same',
      artifacts: having({ destinations: [`${DESTINATION}-old`] }),
      message: 'The web ACL logs elsewhere than declared.',
    },
    {
      name: 'what is blocked is dropped',
      artifacts: filtered('KEEP', ['DROP', 'BLOCK']),
      message: LOST,
    },
    {
      name: 'nothing is kept but what is counted',
      artifacts: filtered('DROP', ['KEEP', 'COUNT']),
      message: LOST,
    },
    {
      name: 'nothing is kept but what is blocked and has a label',
      artifacts: filteredBy('DROP', meets('MEETS_ALL', 'KEEP', 'BLOCK', 'a')),
      message: PART_LOST,
    },
    {
      name: 'nothing is kept but what has a label',
      artifacts: filteredBy('DROP', meets('MEETS_ANY', 'KEEP', 'COUNT', 'a')),
      message: PART_LOST,
    },
    {
      name: 'what has a label is dropped before what is blocked is kept',
      artifacts: filteredBy(
        'DROP',
        meets('MEETS_ANY', 'DROP', 'a'),
        meets('MEETS_ANY', 'KEEP', 'BLOCK'),
      ),
      message: PART_LOST,
    },
    {
      name: 'what is blocked and counted at once, which is nothing',
      artifacts: filteredBy('DROP', meets('MEETS_ALL', 'KEEP', 'BLOCK', 'COUNT')),
      message: LOST,
    },
    {
      name: 'cookies are kept',
      artifacts: having({ redactedHeaders: ['authorization'] }),
      message: 'The logs hold credentials of users.',
      details: ['Not redacted: cookie.'],
    },
  ],
  unknown: [
    {
      name: 'the destinations are left out',
      artifacts: having({ destinations: null }),
      message: 'WAF does not say where the web ACL logs.',
    },
    ...[
      filteredBy(null),
      filteredBy('DROP', meets('MEETS_ANY', null, 'BLOCK')),
      filteredBy('DROP', meets(null, 'KEEP', 'BLOCK')),
      filteredBy('DROP', meets('MEETS_ALL', 'KEEP')),
      filteredBy('KEEP', {
        ...meets('MEETS_ANY', 'DROP', 'ALLOW'),
        conditions: [{ action: null, label: null }],
      }),
    ].map((artifacts, index) => ({
      name: `a part of the filter is left out: ${index}`,
      artifacts,
      message: 'WAF does not say which requests the web ACL logs.',
    })),
  ],
  error: [
    {
      name: 'the logging could not be seen',
      artifacts: { ...having(), logging: { api: denied('wafv2:GetLoggingConfiguration') } },
      message: 'AWS denied wafv2:GetLoggingConfiguration.',
    },
  ],
});
