import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './tls-policy.ts';
import { balancerSubject, listenerArtifact } from './testing/fixtures.ts';

const speaking = (
  protocols: readonly string[] | null,
  listener: Parameters<typeof listenerArtifact>[0] = {},
) => ({
  found: {
    public: [
      listenerArtifact({ sslPolicy: 'modern', ...listener }),
      listenerArtifact({ protocol: 'HTTP', port: 80 }),
    ],
  },
  policies: { public: protocols === null ? {} : { modern: [...protocols] } },
});
const OTHER = 'A listener speaks another TLS than declared.';
const demanding = (facts: Parameters<typeof balancerSubject>[0]) => ({ ...balancerSubject(facts) });
const named = demanding({
  listeners: { https: { protocol: 'HTTPS', port: 443, action: 'forward', tlsPolicy: 'modern' } },
});

testCheck(check, balancerSubject(), {
  pass: [
    { name: 'TLS 1.2 and 1.3', artifacts: speaking(['TLSv1.2', 'TLSv1.3']) },
    {
      name: 'an old policy that a plain listener has for nothing',
      artifacts: {
        ...speaking(['TLSv1.3']),
        found: {
          public: [
            listenerArtifact({ sslPolicy: 'modern' }),
            listenerArtifact({ protocol: 'HTTP', port: 80, sslPolicy: 'older' }),
          ],
        },
      },
    },
    { name: 'with the declared policy', subject: named, artifacts: speaking(['TLSv1.3']) },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...speaking([]), found: { public: null } },
      message: 'The load balancer does not exist.',
    },
    {
      name: 'TLS 1.0, whatever the policy is called',
      artifacts: speaking(['TLSv1', 'TLSv1.2']),
      message: OTHER,
      details: ['The listener on port 443 speaks TLSv1.'],
    },
    {
      name: 'TLS 1.2, where 1.3 is declared',
      subject: demanding({ minimumTlsVersion: 'TLSv1.3' }),
      artifacts: speaking(['TLSv1.2', 'TLSv1.3']),
      message: OTHER,
      details: ['The listener on port 443 speaks TLSv1.2.'],
    },
    {
      name: 'a listener of TLS and not HTTPS',
      artifacts: speaking(['SSLv3'], { protocol: 'TLS' }),
      message: OTHER,
      details: ['The listener on port 443 speaks SSLv3.'],
    },
    {
      name: 'another policy than declared',
      subject: named,
      artifacts: speaking(null, { sslPolicy: 'older' }),
      message: OTHER,
      details: ['The listener on port 443 has the policy older.'],
    },
    {
      name: 'no listener speaks TLS',
      artifacts: speaking([], { protocol: 'HTTP', sslPolicy: null }),
      message: 'No listener of the load balancer speaks TLS.',
    },
  ],
  unknown: [
    {
      name: 'AWS does not give the policy',
      artifacts: speaking([], { sslPolicy: null }),
      message: 'AWS does not give the protocols of all listeners.',
    },
  ],
  error: [
    {
      name: 'the policies are denied',
      artifacts: {
        ...speaking([]),
        policies: { public: denied('elasticloadbalancing:DescribeSSLPolicies') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeSSLPolicies.',
    },
  ],
});
