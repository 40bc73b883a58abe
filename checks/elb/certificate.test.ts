import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './certificate.ts';
import { balancerSubject } from './testing/fixtures.ts';

const issued = {
  arn: 'arn:certificate',
  status: 'ISSUED' as string | null,
  notAfter: '2027-06-01T00:00:00.000Z' as string | null,
  renewalStatus: null as string | null,
  names: ['api.example.com'],
};
const certified = (...facts: Partial<typeof issued>[]) => ({
  certificates: { public: facts.map((fact) => ({ ...issued, ...fact })) },
});
const NOT_SERVING = 'A certificate does not serve.';

testCheck(check, balancerSubject({ hostnames: ['api.example.com'] }), {
  pass: [
    { name: 'for the very name', artifacts: certified({}) },
    { name: 'in another case', artifacts: certified({ names: ['API.example.com'] }) },
    { name: 'for all names of the domain', artifacts: certified({ names: ['*.example.com'] }) },
    {
      name: 'chosen by name, beside the default one',
      artifacts: certified({ names: ['other.example.com'] }, { arn: 'arn:sni' }),
    },
    {
      name: 'no host is declared',
      subject: { ...balancerSubject() },
      artifacts: certified({ names: ['other.example.com'] }),
      details: ['The spec declares no host, so none was looked for.'],
    },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { certificates: { public: null } },
      message: 'The load balancer does not exist.',
    },
    { name: 'none', artifacts: certified(), message: 'No listener has a certificate.' },
    ...['EXPIRED', 'PENDING_VALIDATION'].map((status) => ({
      name: status,
      artifacts: certified({ status }),
      message: NOT_SERVING,
      details: [`Certificate arn:certificate is ${status}.`],
    })),
    {
      name: 'one that ACM does not know',
      artifacts: certified({ status: null, notAfter: null, names: [] }, {}),
      message: NOT_SERVING,
      details: ['ACM does not know the certificate arn:certificate.'],
    },
    {
      name: 'thirty days left',
      artifacts: certified({ notAfter: '2026-12-23T12:00:00.000Z' }),
      message: NOT_SERVING,
      details: ['Certificate arn:certificate is valid until 2026-12-23T12:00:00.000Z.'],
    },
    {
      name: 'a renewal that failed',
      artifacts: certified({ renewalStatus: 'FAILED' }),
      message: NOT_SERVING,
      details: ['The renewal of certificate arn:certificate failed.'],
    },
    ...[['other.example.com'], ['*.api.example.com'], ['*.com'], ['example.com'], []].map(
      (names) => ({
        name: `for ${names.join(', ')}`,
        artifacts: certified({ names }),
        message: NOT_SERVING,
        details: ['No certificate is for api.example.com.'],
      }),
    ),
  ],
  unknown: [
    {
      name: 'ACM does not say how long',
      artifacts: certified({ notAfter: null }),
      message: 'ACM does not say how long a certificate is valid.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { certificates: { public: denied('acm:DescribeCertificate') } },
      message: 'AWS denied acm:DescribeCertificate.',
    },
  ],
});
