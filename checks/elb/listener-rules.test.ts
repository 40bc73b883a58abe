import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './listener-rules.ts';
import type { ListenerRules } from '../../collectors/aws/elastic-load-balancing-v2/rules.ts';
import { balancerSubject, groupArtifact, GROUP_ARN, listenerArtifact } from './testing/fixtures.ts';

type Rule = ListenerRules[number]['rules'][number];
const OTHER_ARN = 'arn:other';
const paths = (...values: string[]): Rule['conditions'] => [{ field: 'path-pattern', values }];
const rule = (facts: Partial<Rule> = {}): Rule => ({
  arn: 'arn:rule',
  priority: '10',
  actions: [{ type: 'forward', redirectProtocol: null }],
  forwards: [{ targetGroupArn: GROUP_ARN, weight: null }],
  conditions: paths('/a/*'),
  ...facts,
});
const byDefault = rule({ priority: 'default', conditions: [] });
const routing = (
  rules: readonly Rule[] = [rule()],
  listener: Parameters<typeof listenerArtifact>[0] = {},
) => ({
  found: { public: [listenerArtifact(listener)] },
  rules: {
    public: [{ listenerArn: listenerArtifact(listener).arn, rules: [...rules, byDefault] }],
  },
  groups: { workers: groupArtifact() },
});
const declaring = (declared: object) => ({
  ...balancerSubject({
    listeners: {
      https: {
        protocol: 'HTTPS',
        port: 443,
        action: 'forward',
        targetGroup: 'workers',
        rules: { a: { priority: 10, paths: ['/a/*'], targetGroup: 'workers', ...declared } },
      },
    },
  }),
});
const leaving = (action: 'fixed-response' | 'redirect-to-https') => ({
  ...balancerSubject({ listeners: { https: { protocol: 'HTTPS', port: 443, action } } }),
});
const doing = (type: string, redirectProtocol: string | null = null) => ({
  defaultActions: [{ type, redirectProtocol }],
  defaultForwards: [],
});
const ELSEWHERE = 'Requests are routed in another way than declared.';
const UNTOLD = 'AWS does not give all rules of the listeners.';
const shares = (own: number, other: number): Rule['forwards'] => [
  { targetGroupArn: GROUP_ARN, weight: own },
  { targetGroupArn: OTHER_ARN, weight: other },
];
const onlyOwn = (weight: number): Rule['forwards'] => [{ targetGroupArn: GROUP_ARN, weight }];

testCheck(
  check,
  { ...balancerSubject(), ...declaring({}) },
  {
    pass: [
      { name: 'as declared', artifacts: routing() },
      {
        name: 'a path and a host, in whatever order',
        subject: declaring({ paths: ['/b', '/a/*'], hosts: ['a.example.com'] }),
        artifacts: routing([
          rule({
            conditions: [
              { field: 'host-header', values: ['a.example.com'] },
              { field: 'path-pattern', values: ['/a/*', '/b'] },
            ],
          }),
        ]),
      },
      {
        name: 'the declared share of requests',
        subject: declaring({ weight: 10 }),
        artifacts: routing([rule({ forwards: shares(10, 90) })]),
      },
      {
        name: 'the declared share in smaller weights',
        subject: declaring({ weight: 10 }),
        artifacts: routing([rule({ forwards: shares(1, 9) })]),
      },
      {
        name: 'a refusal, as declared',
        subject: leaving('fixed-response'),
        artifacts: routing([], doing('fixed-response')),
      },
      {
        name: 'a redirect to HTTPS, as declared',
        subject: leaving('redirect-to-https'),
        artifacts: routing([], doing('redirect', 'HTTPS')),
      },
      {
        name: 'all requests, beside a group that gets none',
        artifacts: routing([rule({ forwards: shares(1, 0) })]),
      },
    ],
    fail: [
      {
        name: 'absent',
        artifacts: { ...routing(), found: { public: null } },
        message: 'The load balancer does not exist.',
      },
      {
        name: 'the listener is not there',
        artifacts: routing([rule()], { port: 8443 }),
        message: ELSEWHERE,
        details: ['The listener HTTPS:443 is not there.'],
      },
      {
        name: 'a rule is not there',
        artifacts: routing([]),
        message: ELSEWHERE,
        details: ['Rule a of HTTPS:443 is not there.'],
      },
      {
        name: 'a rule that nobody declared',
        artifacts: routing([rule(), rule({ priority: '5' })]),
        message: ELSEWHERE,
        details: ['Rule 5 of HTTPS:443 is not declared.'],
      },
      ...[paths('/a'), paths('/a/*', '/b'), [], [{ field: 'source-ip', values: [] }]].map(
        (conditions) => ({
          name: `other conditions: ${JSON.stringify(conditions)}`,
          artifacts: routing([rule({ conditions })]),
          message: ELSEWHERE,
          details: ['Rule a of HTTPS:443 has other conditions.'],
        }),
      ),
      ...[[{ targetGroupArn: OTHER_ARN, weight: null }], shares(50, 50), shares(0, 0), []].map(
        (forwards) => ({
          name: `sent to ${JSON.stringify(forwards)}`,
          artifacts: routing([rule({ forwards })]),
          message: ELSEWHERE,
          details: ['Rule a of HTTPS:443 sends requests elsewhere, or with another weight.'],
        }),
      ),
      ...[shares(90, 10), shares(10, 10), shares(10, 0), shares(0, 0), onlyOwn(10)].map(
        (forwards) => ({
          name: `another share than ten of a hundred: ${JSON.stringify(forwards)}`,
          subject: declaring({ weight: 10 }),
          artifacts: routing([rule({ forwards })]),
          message: ELSEWHERE,
          details: ['Rule a of HTTPS:443 sends requests elsewhere, or with another weight.'],
        }),
      ),
      ...(
        [
          ['fixed-response', {}],
          ['fixed-response', doing('redirect', 'HTTPS')],
          ['redirect-to-https', {}],
          ['redirect-to-https', doing('redirect', 'HTTP')],
          ['redirect-to-https', doing('redirect', '#{protocol}')],
          ['redirect-to-https', doing('fixed-response')],
        ] as const
      ).map(([declared, listener]) => ({
        name: `${declared} is declared, and it does ${JSON.stringify(listener)}`,
        subject: leaving(declared),
        artifacts: routing([], listener),
        message: ELSEWHERE,
        details: ['The listener HTTPS:443 does something else with what is left.'],
      })),
      {
        name: 'what is left goes elsewhere',
        artifacts: routing([rule()], {
          defaultForwards: [{ targetGroupArn: OTHER_ARN, weight: null }],
        }),
        message: ELSEWHERE,
        details: ['The listener HTTPS:443 sends what is left elsewhere.'],
      },
      {
        name: 'the target group does not exist',
        artifacts: { ...routing(), groups: { workers: null } },
        message: ELSEWHERE,
      },
    ],
    unknown: [
      { name: 'no conditions', artifacts: routing([rule({ conditions: null })]), message: UNTOLD },
      { name: 'no actions', artifacts: routing([rule({ forwards: null })]), message: UNTOLD },
      {
        name: 'the rules of another listener',
        artifacts: { ...routing(), rules: { public: [] } },
        message: UNTOLD,
      },
      {
        name: 'no default action',
        artifacts: routing([rule()], { defaultForwards: null }),
        message: UNTOLD,
      },
      ...[null, [], [{ type: null, redirectProtocol: null }]].map((defaultActions) => ({
        name: `a refusal is declared, and the action is ${JSON.stringify(defaultActions)}`,
        subject: leaving('fixed-response'),
        artifacts: routing([], { defaultActions, defaultForwards: [] }),
        message: 'AWS does not give the default action of a listener.',
      })),
      {
        name: 'a redirect to a protocol that is left out',
        subject: leaving('redirect-to-https'),
        artifacts: routing([], doing('redirect')),
        message: 'AWS does not give the default action of a listener.',
      },
      {
        name: 'two target groups without weights',
        artifacts: routing([
          rule({
            forwards: [GROUP_ARN, OTHER_ARN].map((arn) => ({ targetGroupArn: arn, weight: null })),
          }),
        ]),
        message: 'AWS does not give the weights of all target groups.',
      },
    ],
    error: [
      {
        name: 'the rules are denied',
        artifacts: {
          ...routing(),
          rules: { public: denied('elasticloadbalancing:DescribeRules') },
        },
        message: 'AWS denied elasticloadbalancing:DescribeRules.',
      },
    ],
  },
);
