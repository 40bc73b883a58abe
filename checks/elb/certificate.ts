import {
  listenerCertificates,
  type ListenerCertificates,
} from '../../collectors/aws/acm/listener-certificates.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

/** ACM renews 60 days before the end: one that has fewer left was not renewed. */
const LEAST_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export default defineCheck({
  id: 'elb/certificate',
  title: 'The certificates of the load balancer are issued, last, and are for the declared hosts',
  risk: 'Browsers refuse the API, all at once, on the day that a certificate runs out.',
  remediation: 'Issue or renew the certificate for all declared hosts, and add it to the listener.',
  fix: {
    cli: 'aws elbv2 add-listener-certificates --listener-arn <arn> --certificates CertificateArn=<certificate-arn>',
    cdk: 'listener.addCertificates("<id>", [elbv2.ListenerCertificate.fromArn("<certificate-arn>")])',
  },
  severity: 'high',
  resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
  references: [
    'https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-1',
  ],
  controls: ['Security Hub 2026-08 ACM.1'],
  proves: ['security/tls'],
  needs: { certificates: listenerCertificates },
  none: NO_BALANCERS,
  subjects: (spec) =>
    declaredBalancers(spec).map((subject) =>
      Object.values(subject.declared.listeners).some(({ protocol }) => protocol === 'HTTPS')
        ? subject
        : { ...subject, notApplicable: 'The spec declares no listener for HTTPS.' },
    ),

  evaluate({ name, declared }, { certificates }, { takenAt }) {
    const hosts = declared.hostnames ?? [];
    const expected = { status: 'ISSUED', daysLeft: `more than ${LEAST_DAYS}`, hosts };
    const found = certificates.get(name);
    if (found === null) return fail('The load balancer does not exist.', expected, {});
    const actual = { certificates: found };
    const [first] = found;
    if (first === undefined) return fail('No listener has a certificate.', expected, actual);
    const resource = { resource: first.arn };
    const details = [
      ...found.flatMap((certificate) => problemsOf(certificate, takenAt)),
      ...hosts
        .filter((host) => !found.some(({ names }) => names.some((one) => covers(one, host))))
        .map((host) => `No certificate is for ${host}.`),
    ];
    if (details.length > 0) {
      return fail('A certificate does not serve.', expected, actual, { ...resource, details });
    }
    if (found.some(({ notAfter }) => notAfter === null)) {
      return unknown('ACM does not say how long a certificate is valid.');
    }
    return pass(expected, actual, {
      ...resource,
      details: hosts.length === 0 ? ['The spec declares no host, so none was looked for.'] : [],
    });
  },
});

function problemsOf(
  { arn, status, notAfter, renewalStatus }: ListenerCertificates[number],
  takenAt: number,
): readonly string[] {
  if (status === null) return [`ACM does not know the certificate ${arn}.`];
  return [
    ...(status === 'ISSUED' ? [] : [`Certificate ${arn} is ${status}.`]),
    ...(notAfter !== null && Date.parse(notAfter) <= takenAt + LEAST_DAYS * DAY_MS
      ? [`Certificate ${arn} is valid until ${notAfter}.`]
      : []),
    ...(renewalStatus === 'FAILED' ? [`The renewal of certificate ${arn} failed.`] : []),
  ];
}

/** A star stands for one label: https://datatracker.ietf.org/doc/html/rfc6125#section-6.4.3 */
function covers(pattern: string, host: string): boolean {
  const [name, wanted] = [pattern.toLowerCase(), host.toLowerCase()];
  return (
    name === wanted ||
    (name.startsWith('*.') && wanted.slice(wanted.indexOf('.')) === name.slice(1))
  );
}
