import type { ListenerAction } from '../../collectors/aws/elastic-load-balancing-v2/actions.ts';
import type { ListenerItem } from '../../collectors/aws/elastic-load-balancing-v2/listeners.ts';
import type { ListenerRules } from '../../collectors/aws/elastic-load-balancing-v2/rules.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './https-only.ts';
import { balancerArtifact, balancerSubject } from './testing/fixtures.ts';

const redirect: ListenerAction = { type: 'redirect', redirectProtocol: 'HTTPS' };
const refuse: ListenerAction = { type: 'fixed-response', redirectProtocol: null };
const forward: ListenerAction = { type: 'forward', redirectProtocol: null };
const login: ListenerAction = { type: 'authenticate-oidc', redirectProtocol: null };

const https: ListenerItem = {
  arn: 'arn:https',
  protocol: 'HTTPS',
  port: 443,
  defaultActions: [forward],
  defaultForwards: [],
  sslPolicy: null,
};
const http = (facts: Partial<ListenerItem> = {}): ListenerItem => ({
  arn: 'arn:http',
  protocol: 'HTTP',
  port: 80,
  defaultActions: [redirect],
  defaultForwards: [],
  sslPolicy: null,
  ...facts,
});
type Rule = ListenerRules[number]['rules'][number];
const rule = (priority: string, actions: readonly ListenerAction[] | null): Rule => ({
  arn: `arn:rule/${priority}`,
  priority,
  actions: actions === null ? null : [...actions],
  forwards: null,
  conditions: null,
});

const listening = (
  listeners: readonly ListenerItem[],
  plainRules: readonly Rule[] = [rule('default', [redirect])],
) => ({
  balancers: { public: balancerArtifact() },
  found: { public: [...listeners] },
  rules: {
    public: listeners.map(({ arn, protocol }) => ({
      listenerArn: arn,
      rules: protocol === 'HTTP' ? [...plainRules] : [rule('default', [forward])],
    })),
  },
});
const SERVES = 'A plain HTTP listener serves requests.';
const NO_HTTPS = 'The load balancer does not listen for HTTPS.';
const UNTOLD = 'AWS does not give all actions of a plain HTTP listener.';

testCheck(check, balancerSubject(), {
  pass: [
    { name: 'HTTP redirects to HTTPS', artifacts: listening([https, http()]) },
    { name: 'no HTTP listener at all (S6)', artifacts: listening([https]) },
    {
      name: 'HTTP is refused (S6)',
      artifacts: listening(
        [https, http({ defaultActions: [refuse] })],
        [rule('default', [refuse])],
      ),
    },
    {
      name: 'HTTPS on the declared port',
      artifacts: listening([{ ...https, port: 8443 }]),
      subject: {
        declared: {
          ...balancerSubject().declared,
          listeners: { https: { protocol: 'HTTPS', port: 8443, action: 'forward' } },
        },
      },
    },
    {
      name: 'TLS of a network load balancer (S6)',
      artifacts: listening([{ ...https, protocol: 'TLS' }]),
    },
  ],
  fail: [
    {
      name: 'absent from AWS',
      artifacts: { balancers: { public: null }, found: { public: null }, rules: { public: null } },
      message: 'The load balancer does not exist.',
    },
    { name: 'no listener', artifacts: listening([]), message: NO_HTTPS },
    {
      name: 'HTTPS on another port',
      artifacts: listening([{ ...https, port: 8443 }]),
      message: NO_HTTPS,
    },
    { name: 'a redirect to nowhere', artifacts: listening([http()]), message: NO_HTTPS },
    {
      name: 'the default action of HTTP forwards',
      artifacts: listening([https, http({ defaultActions: [forward] })]),
      message: SERVES,
      details: ['The default action of listener HTTP:80 serves.'],
    },
    {
      name: 'one rule forwards, and the default action redirects (S6)',
      artifacts: listening(
        [https, http()],
        [rule('1', [redirect]), rule('2', [forward]), rule('default', [redirect])],
      ),
      message: SERVES,
      details: ['Rule 2 of listener HTTP:80 serves.'],
    },
    {
      name: 'the second HTTP listener forwards (S6)',
      artifacts: listening([
        https,
        http(),
        http({ arn: 'arn:second', port: 8080, defaultActions: [forward] }),
      ]),
      message: SERVES,
      details: ['The default action of listener HTTP:8080 serves.'],
    },
    ...['#{protocol}', 'HTTP'].map((redirectProtocol) => ({
      name: `a redirect to ${redirectProtocol}, which stays in the clear`,
      artifacts: listening([https, http({ defaultActions: [{ ...redirect, redirectProtocol }] })]),
      message: SERVES,
    })),
    {
      name: 'a login in the clear',
      artifacts: listening([https, http()], [rule('default', [login, redirect])]),
      message: SERVES,
    },
    {
      name: 'one rule forwards, and another has an action without a type',
      artifacts: listening(
        [https, http()],
        [rule('1', [{ type: null, redirectProtocol: null }]), rule('2', [forward])],
      ),
      message: SERVES,
      details: ['Rule 2 of listener HTTP:80 serves.'],
    },
    {
      name: 'the default action forwards, and the rules are not seen',
      artifacts: {
        ...listening([https, http({ defaultActions: [forward] })]),
        rules: { public: denied('elasticloadbalancing:DescribeRules') },
      },
      message: SERVES,
    },
  ],
  unknown: [
    {
      name: 'a listener without a protocol',
      artifacts: listening([https, http({ protocol: null, defaultActions: [forward] })]),
      message: 'AWS does not give protocol and port of all listeners.',
    },
    {
      name: 'a listener without a port, which may be the missing one',
      artifacts: listening([{ ...https, port: null }]),
      message: 'AWS does not give protocol and port of all listeners.',
    },
    {
      name: 'a protocol of another kind',
      artifacts: listening([https, http({ protocol: 'TCP', defaultActions: [forward] })]),
      message: 'A listener speaks a protocol that is neither HTTP nor HTTPS.',
    },
    {
      name: 'no default action',
      artifacts: listening([https, http({ defaultActions: null })]),
      message: UNTOLD,
    },
    { name: 'no rules', artifacts: listening([https, http()], []), message: UNTOLD },
    ...[
      { left: 'a redirect without a protocol', action: { ...redirect, redirectProtocol: null } },
      { left: 'an action without a type', action: { type: null, redirectProtocol: null } },
      { left: 'a redirect to HTTPS without a type', action: { ...redirect, type: null } },
    ].flatMap(({ left, action }) => [
      {
        name: `${left}, by default`,
        artifacts: listening([https, http({ defaultActions: [action] })]),
        message: UNTOLD,
      },
      {
        name: `${left}, of a rule`,
        artifacts: listening([https, http()], [rule('1', [action]), rule('default', [redirect])]),
        message: UNTOLD,
      },
    ]),
    {
      name: 'a rule without its actions',
      artifacts: listening([https, http()], [rule('default', null)]),
      message: UNTOLD,
    },
    {
      name: 'a rule with no action',
      artifacts: listening([https, http()], [rule('default', [])]),
      message: UNTOLD,
    },
  ],
  error: [
    {
      name: 'the listeners are denied',
      artifacts: {
        ...listening([]),
        found: { public: denied('elasticloadbalancing:DescribeListeners') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeListeners.',
    },
    {
      name: 'the rules are denied',
      artifacts: {
        ...listening([https, http()]),
        rules: { public: denied('elasticloadbalancing:DescribeRules') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeRules.',
    },
  ],
});
