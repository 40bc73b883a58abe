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
const filtered = (defaultBehavior: string, ...filters: readonly [string, string][]) =>
  having({
    filter: {
      defaultBehavior,
      filters: filters.map(([behavior, action]) => ({ behavior, actions: [action] })),
    },
  });
const declared = webAclSubject({ logDestination: 'aws-waf-logs-api' });
const LOST = 'What is blocked is not logged.';

testCheck(check, declared, {
  pass: [
    { name: 'the declared destination', artifacts: having() },
    { name: 'a bucket', artifacts: having({ destinations: ['arn:aws:s3:::aws-waf-logs-api'] }) },
    { name: 'any, where none is declared', subject: webAclSubject(), artifacts: having() },
    { name: 'what is allowed is dropped', artifacts: filtered('KEEP', ['DROP', 'ALLOW']) },
    { name: 'only what is blocked is kept', artifacts: filtered('DROP', ['KEEP', 'BLOCK']) },
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
  ],
  error: [
    {
      name: 'the logging could not be seen',
      artifacts: { ...having(), logging: { api: denied('wafv2:GetLoggingConfiguration') } },
      message: 'AWS denied wafv2:GetLoggingConfiguration.',
    },
  ],
});
