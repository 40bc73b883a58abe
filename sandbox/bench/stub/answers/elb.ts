import type {
  DescribeCertificateCommandInput,
  DescribeCertificateCommandOutput,
} from '@aws-sdk/client-acm';
import type {
  DescribeListenerCertificatesCommandInput,
  DescribeListenerCertificatesCommandOutput,
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  DescribeSSLPoliciesCommandInput,
  DescribeSSLPoliciesCommandOutput,
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
  Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { names, PORTS, subnetsOf, VPC, ZONES } from '../../estate.ts';
import { HEALTH_CHECK } from '../../estate-spec.ts';
import { pageOf, SIZES, StubRefusal } from '../pages.ts';
import { answersOf, type World } from '../world.ts';
import { arns, groupId } from './arns.ts';

const answer = answersOf('elasticloadbalancing', 'elastic-load-balancing-v2');

export const elbAnswers = [
  answer<DescribeLoadBalancersCommandInput, DescribeLoadBalancersCommandOutput>(
    'DescribeLoadBalancers',
    ({ Names, PageSize, Marker }, { estate, builtAt }) => {
      const all = named(estate.clusters.map(names.loadBalancer), Names, 'LoadBalancerNotFound');
      const page = pageOf(all, SIZES.elb, PageSize, Marker);
      return {
        LoadBalancers: page.items.map((name) => ({
          LoadBalancerArn: arns.loadBalancer(name),
          LoadBalancerName: name,
          DNSName: `${name}.us-east-1.elb.amazonaws.com`,
          CreatedTime: builtAt,
          Scheme: 'internet-facing' as const,
          Type: 'application' as const,
          VpcId: VPC.id,
          State: { Code: 'active' as const },
          SecurityGroups: [groupId(name)],
          AvailabilityZones: subnetsOf('public').map(({ id, zone }) => ({
            SubnetId: id,
            ZoneName: zone,
          })),
          IpAddressType: 'ipv4' as const,
        })),
        NextMarker: page.next,
      };
    },
  ),
  answer<DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput>(
    'DescribeTargetGroups',
    ({ Names, PageSize, Marker }, { estate, servicesByName }) => {
      const known = estate.services.map(({ name }) => name);
      const page = pageOf(named(known, Names, 'TargetGroupNotFound'), SIZES.elb, PageSize, Marker);
      return {
        TargetGroups: page.items.map((name) => ({
          TargetGroupArn: arns.targetGroup(name),
          TargetGroupName: name,
          Protocol: 'HTTP' as const,
          Port: PORTS.service,
          VpcId: VPC.id,
          TargetType: 'ip' as const,
          HealthCheckEnabled: true,
          HealthCheckPath: HEALTH_CHECK.path,
          HealthCheckProtocol: 'HTTP' as const,
          HealthCheckPort: 'traffic-port',
          HealthCheckIntervalSeconds: HEALTH_CHECK.intervalSeconds,
          HealthyThresholdCount: HEALTH_CHECK.healthyThreshold,
          UnhealthyThresholdCount: HEALTH_CHECK.unhealthyThreshold,
          Matcher: { HttpCode: HEALTH_CHECK.codes },
          LoadBalancerArns: [
            arns.loadBalancer(names.loadBalancer(servicesByName.get(name)?.cluster ?? '')),
          ],
        })),
        NextMarker: page.next,
      };
    },
  ),
  answer<DescribeTargetHealthCommandInput, DescribeTargetHealthCommandOutput>(
    'DescribeTargetHealth',
    ({ TargetGroupArn = '' }, { servicesByName }) => {
      const [, name = ''] = TargetGroupArn.split('/');
      if (!servicesByName.has(name)) {
        throw new StubRefusal('TargetGroupNotFound', 'There is no such target group.');
      }
      return {
        TargetHealthDescriptions: ZONES.map((zone, index) => ({
          Target: {
            Id: `10.0.${64 * (index + 1)}.10`,
            Port: PORTS.service,
            AvailabilityZone: zone,
          },
          HealthCheckPort: String(PORTS.service),
          TargetHealth: { State: 'healthy' as const },
        })),
      };
    },
  ),
  answer<DescribeListenersCommandInput, DescribeListenersCommandOutput>(
    'DescribeListeners',
    ({ LoadBalancerArn = '', PageSize, Marker }, world) => {
      const all = listenersOf(balancerNamed(LoadBalancerArn, world));
      const page = pageOf(all, SIZES.elb, PageSize, Marker);
      return { Listeners: page.items, NextMarker: page.next };
    },
  ),
  answer<DescribeRulesCommandInput, DescribeRulesCommandOutput>(
    'DescribeRules',
    ({ ListenerArn = '', PageSize, Marker }, world) => {
      const listeners = listenersOf(balancerNamed(ListenerArn, world));
      const listener = listeners.find((one) => one.ListenerArn === ListenerArn);
      if (listener === undefined) throw new StubRefusal('ListenerNotFound', 'There is none.');
      const all = [
        {
          RuleArn: `${ListenerArn}/default`,
          Priority: 'default',
          IsDefault: true,
          Conditions: [],
          Actions: listener.DefaultActions,
        },
      ];
      const page = pageOf(all, SIZES.elb, PageSize, Marker);
      return { Rules: page.items, NextMarker: page.next };
    },
  ),
  answer<DescribeLoadBalancerAttributesCommandInput, DescribeLoadBalancerAttributesCommandOutput>(
    'DescribeLoadBalancerAttributes',
    ({ LoadBalancerArn = '' }, world) => {
      balancerNamed(LoadBalancerArn, world);
      return { Attributes: Object.entries(ATTRIBUTES).map(([Key, Value]) => ({ Key, Value })) };
    },
  ),
  answer<DescribeListenerCertificatesCommandInput, DescribeListenerCertificatesCommandOutput>(
    'DescribeListenerCertificates',
    () => ({ Certificates: [{ CertificateArn: arns.certificate, IsDefault: true }] }),
  ),
  answer<DescribeSSLPoliciesCommandInput, DescribeSSLPoliciesCommandOutput>(
    'DescribeSSLPolicies',
    ({ Names = [] }) => ({
      SslPolicies: Names.map((Name) => ({ Name, SslProtocols: ['TLSv1.2', 'TLSv1.3'] })),
    }),
  ),
  answersOf('acm', 'acm')<DescribeCertificateCommandInput, DescribeCertificateCommandOutput>(
    'DescribeCertificate',
    ({ CertificateArn }, { builtAt }) => ({
      Certificate: {
        CertificateArn,
        Status: 'ISSUED',
        NotAfter: new Date(builtAt.getTime() + 365 * 24 * 60 * 60 * 1000),
        SubjectAlternativeNames: ['*.bench.example.com'],
      },
    }),
  ),
];

const ATTRIBUTES: Readonly<Record<string, string>> = {
  'access_logs.s3.enabled': 'true',
  'access_logs.s3.bucket': 'bench-access-logs',
  'deletion_protection.enabled': 'true',
  'idle_timeout.timeout_seconds': '60',
  'routing.http.desync_mitigation_mode': 'defensive',
  'routing.http.drop_invalid_header_fields.enabled': 'true',
};

/** One name that does not exist makes AWS refuse the whole call. */
function named(
  known: readonly string[],
  wanted: readonly string[] | undefined,
  code: string,
): readonly string[] {
  if (wanted === undefined) return known;
  const all = new Set(known);
  if (wanted.some((name) => !all.has(name))) throw new StubRefusal(code, 'One is not there.');
  return wanted;
}

function balancerNamed(arn: string, { estate }: World): string {
  const [, , name = ''] = arn.split('/');
  const isKnown = estate.clusters.map(names.loadBalancer).includes(name);
  if (!isKnown) throw new StubRefusal('LoadBalancerNotFound', 'There is no such load balancer.');
  return name;
}

function listenersOf(balancer: string): readonly Listener[] {
  return [
    {
      ListenerArn: arns.listener(balancer, 80),
      LoadBalancerArn: arns.loadBalancer(balancer),
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [
        {
          Type: 'redirect',
          RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
        },
      ],
    },
    {
      ListenerArn: arns.listener(balancer, 443),
      LoadBalancerArn: arns.loadBalancer(balancer),
      Protocol: 'HTTPS',
      Port: 443,
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    },
  ];
}
