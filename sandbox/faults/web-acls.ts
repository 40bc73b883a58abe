import type { WebAclSpec } from '../../core/spec/sections/load-balancing.ts';
import type { Spec } from '../../core/spec/spec.ts';
import {
  associate,
  createWebAcl,
  disassociate,
  logRequests,
  stopLogging,
  visibility,
  webAclArn,
} from '../deploy/web-acls.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must } from './pick.ts';

const broken = (check: string): Broken => ({
  check: `waf/${check}`,
  subject: (spec) => webAcl(spec).name,
});
const ALL = [
  'associated',
  'blocking-not-count',
  'default-action',
  'has-rules',
  'logging',
  'metrics',
  'no-test-bypass',
  'rate-limit',
  'required-managed-groups',
].map(broken);

/** The name that the deployer gives it. */
const RATE_RULE = 'rate-limit';

export const WEB_ACL_FAULTS: readonly Fault[] = [
  {
    id: 'waf-disassociated',
    describes: 'No web ACL stands in front of the load balancer.',
    breaks: ALL,
    async apply(context) {
      await disassociate(context, webAcl(context.spec).declared.loadBalancer);
      return null;
    },
    async heal(context) {
      const { name, declared } = webAcl(context.spec);
      await associate(context, await webAclArn(context, name), declared.loadBalancer);
    },
  },
  {
    id: 'waf-of-somebody-else',
    describes: 'Another web ACL stands in front of the load balancer, without a log.',
    breaks: [broken('associated'), broken('logging')],
    async apply(context) {
      const { declared } = webAcl(context.spec);
      const arn = await createWebAcl(context, 'somebody-elses', declared);
      // The emulator keeps the first of two.
      await disassociate(context, declared.loadBalancer);
      await associate(context, arn, declared.loadBalancer);
      return null;
    },
    async heal(context) {
      const { name, declared } = webAcl(context.spec);
      await disassociate(context, declared.loadBalancer);
      await associate(context, await webAclArn(context, name), declared.loadBalancer);
    },
  },
  overlayFault({
    id: 'waf-without-rules',
    describes: 'The web ACL has no rule.',
    breaks: [
      broken('has-rules'),
      broken('required-managed-groups'),
      broken('blocking-not-count'),
      broken('rate-limit'),
    ],
    deviation: 'waf/web-acl-members',
    arguments: () => ({ members: { Rules: [] } }),
  }),
  overlayFault({
    id: 'waf-blocks-everybody',
    describes: 'The web ACL blocks what no rule is about.',
    breaks: [broken('default-action')],
    deviation: 'waf/web-acl-members',
    arguments: () => ({ members: { DefaultAction: { Block: {} } } }),
  }),
  overlayFault({
    id: 'waf-only-counts',
    describes: 'A managed group of the web ACL only counts.',
    breaks: [broken('blocking-not-count')],
    deviation: 'waf/rule-members',
    arguments: (spec) => ({
      rule: managedGroup(spec),
      members: { OverrideAction: { Count: {} } },
    }),
  }),
  overlayFault({
    id: 'waf-rule-overridden-to-allow',
    describes: 'A rule of a managed group lets pass what it is to block.',
    breaks: [broken('blocking-not-count'), broken('no-test-bypass')],
    deviation: 'waf/rule-members',
    arguments: (spec) => ({
      rule: managedGroup(spec),
      members: {
        Statement: {
          ManagedRuleGroupStatement: {
            VendorName: 'AWS',
            Name: managedGroup(spec),
            RuleActionOverrides: [{ Name: 'NoUserAgent_HEADER', ActionToUse: { Allow: {} } }],
          },
        },
      },
    }),
  }),
  overlayFault({
    id: 'waf-group-replaced',
    describes: 'A declared managed group is another one.',
    breaks: [broken('required-managed-groups'), broken('blocking-not-count')],
    deviation: 'waf/rule-members',
    arguments: (spec) => ({
      rule: managedGroup(spec),
      members: {
        Statement: {
          ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesLinuxRuleSet' },
        },
      },
    }),
  }),
  overlayFault({
    id: 'waf-rate-only-counted',
    describes: 'The rate limit counts and does not block.',
    breaks: [broken('rate-limit')],
    deviation: 'waf/rule-members',
    arguments: () => ({ rule: RATE_RULE, members: { Action: { Count: {} } } }),
  }),
  overlayFault({
    id: 'waf-rate-by-a-header',
    describes: 'The rate limit counts by a header, which clients may leave out.',
    breaks: [broken('rate-limit')],
    deviation: 'waf/rule-members',
    arguments: (spec) => ({
      rule: RATE_RULE,
      members: {
        Statement: {
          RateBasedStatement: {
            Limit: must(webAcl(spec).declared.rateLimit, 'rate limit').requests,
            AggregateKeyType: 'CUSTOM_KEYS',
            CustomKeys: [
              {
                Header: {
                  Name: 'x-client',
                  TextTransformations: [{ Priority: 0, Type: 'NONE' }],
                },
              },
            ],
          },
        },
      },
    }),
  }),
  overlayFault({
    id: 'waf-rule-without-metrics',
    describes: 'A rule of the web ACL reports nothing.',
    breaks: [broken('metrics')],
    deviation: 'waf/rule-members',
    arguments: () => ({
      rule: RATE_RULE,
      members: {
        VisibilityConfig: { ...visibility(RATE_RULE), CloudWatchMetricsEnabled: false },
      },
    }),
  }),
  overlayFault({
    id: 'waf-load-generator-let-past',
    describes: 'The rule that let the load generator past the web ACL is there still.',
    breaks: [broken('no-test-bypass')],
    deviation: 'waf/rule-members',
    arguments: () => ({
      rule: 'load-generator',
      members: {
        Action: { Allow: {} },
        Statement: {
          IPSetReferenceStatement: {
            ARN: 'arn:aws:wafv2:us-east-1:123456789012:regional/ipset/load-generator/1',
          },
        },
        VisibilityConfig: visibility('load-generator'),
      },
    }),
  }),
  overlayFault({
    id: 'waf-header-let-past',
    describes: 'A rule lets past the web ACL whoever sends the header of the load generator.',
    breaks: [broken('no-test-bypass')],
    deviation: 'waf/rule-members',
    arguments: () => ({
      rule: 'load-test-header',
      members: {
        Action: { Allow: {} },
        Statement: {
          ByteMatchStatement: {
            SearchString: 'bG9hZA==',
            FieldToMatch: { SingleHeader: { Name: 'x-load-test' } },
            PositionalConstraint: 'EXACTLY',
            TextTransformations: [{ Priority: 0, Type: 'NONE' }],
          },
        },
        VisibilityConfig: visibility('load-test-header'),
      },
    }),
  }),
  overlayFault({
    id: 'waf-group-of-unread-rules',
    describes:
      'The web ACL has a rule group that AWS does not manage, whose rules may let anybody past.',
    breaks: [{ ...broken('no-test-bypass'), status: 'unknown' }],
    deviation: 'waf/rule-members',
    arguments: () => ({
      rule: 'own-group',
      members: {
        OverrideAction: { None: {} },
        Statement: {
          RuleGroupReferenceStatement: {
            ARN: 'arn:aws:wafv2:us-east-1:123456789012:regional/rulegroup/own-group/1',
          },
        },
        VisibilityConfig: visibility('own-group'),
      },
    }),
  }),
  {
    id: 'waf-logs-nothing',
    describes: 'The web ACL does not log.',
    breaks: [broken('logging')],
    async apply(context) {
      await stopLogging(context, await webAclArn(context, webAcl(context.spec).name));
      return null;
    },
    async heal(context) {
      const { name, declared } = webAcl(context.spec);
      await logRequests(context, await webAclArn(context, name), declared);
    },
  },
  {
    id: 'waf-logs-a-part',
    describes: 'The web ACL logs only what is blocked and has a label.',
    breaks: [broken('logging')],
    async apply(context) {
      const { name, declared } = webAcl(context.spec);
      await logRequests(context, await webAclArn(context, name), declared, {
        LoggingFilter: {
          DefaultBehavior: 'DROP',
          Filters: [
            {
              Behavior: 'KEEP',
              Requirement: 'MEETS_ALL',
              Conditions: [
                { ActionCondition: { Action: 'BLOCK' } },
                { LabelNameCondition: { LabelName: 'awswaf:managed:aws:sql-database' } },
              ],
            },
          ],
        },
      });
      return null;
    },
    async heal(context) {
      const { name, declared } = webAcl(context.spec);
      await logRequests(context, await webAclArn(context, name), declared);
    },
  },
  {
    id: 'waf-logs-credentials',
    describes: 'The log of the web ACL holds cookies and authorization headers.',
    breaks: [broken('logging')],
    async apply(context) {
      const { name, declared } = webAcl(context.spec);
      await logRequests(context, await webAclArn(context, name), declared, { RedactedFields: [] });
      return null;
    },
    async heal(context) {
      const { name, declared } = webAcl(context.spec);
      await logRequests(context, await webAclArn(context, name), declared);
    },
  },
];

function webAcl(spec: Spec): { readonly name: string; readonly declared: WebAclSpec } {
  const [name, declared] = must(Object.entries(spec.webAcls ?? {})[0], 'web ACL');
  return { name, declared };
}

/** The deployer names the rule of a group by the group. */
function managedGroup(spec: Spec): string {
  return must(webAcl(spec).declared.managedGroups[0], 'managed rule group');
}
