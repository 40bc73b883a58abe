import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import {
  balancer,
  declaringBalancers,
  listenerArn,
} from '../elastic-load-balancing-v2/testing/answers.ts';
import { listenerCertificates } from './listener-certificates.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);
const acm = mockClient(ACMClient);

beforeEach(() => {
  elb.reset();
  acm.reset();
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer('public')] });
  elb.on(DescribeListenersCommand).resolves({
    Listeners: [
      { ListenerArn: listenerArn('public', '1'), Protocol: 'HTTPS' },
      { ListenerArn: listenerArn('public', '2'), Protocol: 'HTTP' },
    ],
  });
  elb.on(DescribeListenerCertificatesCommand).resolves({
    Certificates: [
      { CertificateArn: 'arn:default', IsDefault: true },
      { CertificateArn: 'arn:sni' },
    ],
  });
});

test('keeps the certificates of listeners that speak TLS, and declares what it sends', async () => {
  acm.on(DescribeCertificateCommand, { CertificateArn: 'arn:default' }).resolves({
    Certificate: {
      Status: 'ISSUED',
      NotAfter: new Date('2027-01-01T00:00:00Z'),
      SubjectAlternativeNames: ['api.example.com'],
      RenewalSummary: { RenewalStatus: 'SUCCESS' } as never,
    },
  });
  acm
    .on(DescribeCertificateCommand, { CertificateArn: 'arn:sni' })
    .resolves({ Certificate: { DomainName: 'other.example.com' } });
  const { items, operations } = await collectWith(
    listenerCertificates,
    declaringBalancers('public'),
  );
  expect(items['public']).toMatchObject({
    state: 'present',
    value: [
      {
        arn: 'arn:default',
        status: 'ISSUED',
        notAfter: '2027-01-01T00:00:00.000Z',
        renewalStatus: 'SUCCESS',
        names: ['api.example.com'],
      },
      {
        arn: 'arn:sni',
        status: null,
        notAfter: null,
        renewalStatus: null,
        names: ['other.example.com'],
      },
    ],
  });
  expect(elb.commandCalls(DescribeListenerCertificatesCommand)).toHaveLength(1);
  expect(operations).toEqual(actionsOf(listenerCertificates));
});

test('a certificate that ACM does not know has no status', async () => {
  acm.on(DescribeCertificateCommand).rejects(awsError('ResourceNotFoundException'));
  const { items } = await collectWith(listenerCertificates, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'present',
    value: [{ arn: 'arn:default', status: null, names: [] }, { arn: 'arn:sni' }],
  });
});

test.each([
  ['certificates of a listener', () => elb.on(DescribeListenerCertificatesCommand).rejects(DENIED)],
  ['a certificate', () => acm.on(DescribeCertificateCommand).rejects(DENIED)],
])('denied %s leave all unseen', async (_, arrange) => {
  arrange();
  const { items } = await collectWith(listenerCertificates, declaringBalancers('public'));
  expect(items['public']).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
});
