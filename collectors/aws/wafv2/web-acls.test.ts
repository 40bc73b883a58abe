import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetLoggingConfigurationCommand,
  GetWebACLForResourceCommand,
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  WAFV2Client,
  type WebACL,
} from '@aws-sdk/client-wafv2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { webAclLogging } from './logging.ts';
import { webAcls } from './web-acls.ts';

const waf = mockClient(WAFV2Client);
const balancing = mockClient(ElasticLoadBalancingV2Client);
const BALANCER = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/public/50dc';
const ACL = 'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/api/1234';
const spec = { webAcls: { api: { loadBalancer: 'public' } } } as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error(name), { name });

const METRICS = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'm' };
const acl = (facts: Partial<WebACL> = {}) => ({
  ARN: ACL,
  Name: 'api',
  Id: '1234',
  DefaultAction: { Allow: {} },
  Rules: [],
  VisibilityConfig: METRICS,
  ...facts,
});

beforeEach(() => {
  waf.reset();
  balancing.reset();
  balancing.on(DescribeLoadBalancersCommand).resolves({
    LoadBalancers: [{ LoadBalancerName: 'public', LoadBalancerArn: BALANCER }],
  });
  waf.on(GetWebACLForResourceCommand, { ResourceArn: BALANCER }).resolves({ WebACL: acl() });
  waf.on(ListWebACLsCommand).resolves({ WebACLs: [{ Name: 'api', ARN: ACL }] });
  waf.on(ListResourcesForWebACLCommand).resolves({ ResourceArns: [] });
});

describe('what stands in front', () => {
  test('keeps the rules, with what stands within their statements', async () => {
    waf.on(GetWebACLForResourceCommand).resolves({
      WebACL: acl({
        Rules: [
          {
            Name: 'common',
            Priority: 0,
            OverrideAction: { Count: {} },
            VisibilityConfig: METRICS,
            Statement: {
              ManagedRuleGroupStatement: {
                VendorName: 'AWS',
                Name: 'AWSManagedRulesCommonRuleSet',
                RuleActionOverrides: [
                  { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } },
                  { Name: 'NoUserAgent_HEADER', ActionToUse: { Allow: {} } },
                ],
                ExcludedRules: [{ Name: 'GenericRFI_BODY' }],
                ScopeDownStatement: { IPSetReferenceStatement: { ARN: 'arn:inner' } },
              },
            },
          },
          {
            Name: 'rate',
            Priority: 1,
            Action: { Block: {} },
            VisibilityConfig: { ...METRICS, CloudWatchMetricsEnabled: false },
            Statement: {
              RateBasedStatement: {
                Limit: 2000,
                EvaluationWindowSec: 300,
                AggregateKeyType: 'CUSTOM_KEYS',
                CustomKeys: [
                  { ForwardedIP: {} },
                  { Header: { Name: 'a', TextTransformations: [] } },
                  {},
                ],
                ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' },
                ScopeDownStatement: {
                  NotStatement: { Statement: { IPSetReferenceStatement: { ARN: 'arn:set' } } },
                },
              },
            },
          },
          {
            Name: 'own',
            Priority: 2,
            OverrideAction: { None: {} },
            VisibilityConfig: METRICS,
            Statement: {
              RuleGroupReferenceStatement: {
                ARN: 'arn:own',
                RuleActionOverrides: [{ Name: 'a', ActionToUse: { Allow: {} } }],
              },
            },
          },
        ],
        PostProcessFirewallManagerRuleGroups: [
          {
            Name: 'own-from-above',
            Priority: 0,
            OverrideAction: { None: {} },
            VisibilityConfig: METRICS,
            FirewallManagerStatement: { RuleGroupReferenceStatement: { ARN: 'arn:group' } },
          },
        ],
        PreProcessFirewallManagerRuleGroups: [
          {
            Name: 'from-above',
            Priority: 0,
            OverrideAction: { None: {} },
            VisibilityConfig: METRICS,
            FirewallManagerStatement: {
              ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesSQLiRuleSet' },
            },
          },
        ],
      }),
    });
    const { items } = await collectWith(webAcls, spec);
    expect(items['api']).toMatchObject({
      state: 'present',
      value: {
        arn: ACL,
        name: 'api',
        defaultAction: 'Allow',
        metrics: true,
        rules: [
          {
            name: 'from-above',
            ofFirewallManager: true,
            override: 'None',
            managedGroups: [
              { name: 'AWSManagedRulesSQLiRuleSet', overrides: [], hasScopeDown: false },
            ],
          },
          {
            name: 'common',
            action: null,
            override: 'Count',
            managedGroups: [
              {
                vendor: 'AWS',
                name: 'AWSManagedRulesCommonRuleSet',
                overrides: [
                  { rule: 'SizeRestrictions_BODY', action: 'Count' },
                  { rule: 'NoUserAgent_HEADER', action: 'Allow' },
                  { rule: 'GenericRFI_BODY', action: 'Count' },
                ],
                hasScopeDown: true,
              },
            ],
            ipSets: ['arn:inner'],
          },
          {
            name: 'rate',
            action: 'Block',
            rateLimit: {
              requests: 2000,
              windowSeconds: 300,
              aggregateBy: 'CUSTOM_KEYS',
              customKeys: ['ForwardedIP', 'Header', null],
              withoutForwardedAddress: 'NO_MATCH',
              hasScopeDown: true,
            },
            ipSets: ['arn:set'],
            metrics: false,
          },
          {
            name: 'own',
            priority: 2,
            override: 'None',
            ownGroups: [{ arn: 'arn:own', overrides: [{ rule: 'a', action: 'Allow' }] }],
          },
          {
            name: 'own-from-above',
            ofFirewallManager: true,
            managedGroups: [],
            ownGroups: [{ arn: 'arn:group', overrides: [] }],
          },
        ],
      },
    });
  });

  test('an answer without a web ACL is absence when the declared one does not name the load balancer', async () => {
    waf.on(GetWebACLForResourceCommand).resolves({});
    const { items, operations } = await collectWith(webAcls, spec);
    expect(items['api']?.state).toBe('absent');
    expect(operations).toEqual(actionsOf(webAcls));
  });

  test('and when there is no such web ACL', async () => {
    waf.on(GetWebACLForResourceCommand).resolves({});
    waf.on(ListWebACLsCommand).resolves({ WebACLs: [] });
    const { items } = await collectWith(webAcls, spec);
    expect(items['api']?.state).toBe('absent');
  });

  test('an empty body is no absence: the web ACL names the load balancer', async () => {
    waf.on(GetWebACLForResourceCommand).resolves({});
    waf.on(ListResourcesForWebACLCommand).resolves({ ResourceArns: [BALANCER] });
    const { items } = await collectWith(webAcls, spec);
    expect(items['api']).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
  });

  test('no load balancer, nothing in front of it', async () => {
    balancing.on(DescribeLoadBalancersCommand).rejects(named('LoadBalancerNotFoundException'));
    const { items } = await collectWith(webAcls, spec);
    expect(items['api']?.state).toBe('absent');
  });

  test.each<[string, () => void]>([
    ['a denial', () => waf.on(GetWebACLForResourceCommand).rejects(DENIED)],
    [
      'a web ACL without an ARN',
      () => waf.on(GetWebACLForResourceCommand).resolves({ WebACL: acl({ ARN: undefined }) }),
    ],
    ['load balancers denied', () => balancing.on(DescribeLoadBalancersCommand).rejects(DENIED)],
    [
      'no second witness: the list is denied',
      () => {
        waf.on(GetWebACLForResourceCommand).resolves({});
        waf.on(ListWebACLsCommand).rejects(DENIED);
      },
    ],
    [
      'no second witness: the list is missing',
      () => {
        waf.on(GetWebACLForResourceCommand).resolves({});
        waf.on(ListWebACLsCommand).resolves({});
      },
    ],
    [
      'no second witness: its resources are denied',
      () => {
        waf.on(GetWebACLForResourceCommand).resolves({});
        waf.on(ListResourcesForWebACLCommand).rejects(DENIED);
      },
    ],
  ])('%s: it is not seen', async (_, answer) => {
    answer();
    const { items } = await collectWith(webAcls, spec);
    expect(items['api']?.state).toBe('unseen');
  });
});

describe('logging', () => {
  test('keeps the facts and declares what it sends', async () => {
    waf.on(GetWebACLForResourceCommand).resolvesOnce({ WebACL: acl() });
    waf.on(GetLoggingConfigurationCommand, { ResourceArn: ACL }).resolves({
      LoggingConfiguration: {
        ResourceArn: ACL,
        LogDestinationConfigs: ['arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-api'],
        RedactedFields: [{ SingleHeader: { Name: 'Authorization' } }, { QueryString: {} }],
        LoggingFilter: {
          DefaultBehavior: 'DROP',
          Filters: [
            {
              Behavior: 'KEEP',
              Requirement: 'MEETS_ALL',
              Conditions: [
                { ActionCondition: { Action: 'BLOCK' } },
                { LabelNameCondition: { LabelName: 'awswaf:managed:a' } },
              ],
            },
          ],
        },
      },
    });
    const { items } = await collectWith(webAclLogging, spec);
    expect(items['api']).toMatchObject({
      state: 'present',
      value: {
        destinations: ['arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-api'],
        redactedHeaders: ['authorization'],
        filter: {
          defaultBehavior: 'DROP',
          filters: [
            {
              behavior: 'KEEP',
              requirement: 'MEETS_ALL',
              conditions: [
                { action: 'BLOCK', label: null },
                { action: null, label: 'awswaf:managed:a' },
              ],
            },
          ],
        },
      },
    });
    expect(actionsOf(webAclLogging)).toContain('wafv2:GetLoggingConfiguration');
  });

  test.each<[string, () => void, string]>([
    [
      'none',
      () => waf.on(GetLoggingConfigurationCommand).rejects(named('WAFNonexistentItemException')),
      'absent',
    ],
    ['a denial', () => waf.on(GetLoggingConfigurationCommand).rejects(DENIED), 'unseen'],
    ['an empty answer', () => waf.on(GetLoggingConfigurationCommand).resolves({}), 'unseen'],
    ['no web ACL', () => waf.on(GetWebACLForResourceCommand).resolves({}), 'absent'],
    [
      'a web ACL that is not seen',
      () => waf.on(GetWebACLForResourceCommand).rejects(DENIED),
      'unseen',
    ],
  ])('%s', async (_, answer, state) => {
    answer();
    const { items } = await collectWith(webAclLogging, spec);
    expect(items['api']?.state).toBe(state);
  });
});
