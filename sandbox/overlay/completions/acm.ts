import type { Completion } from '../completion.ts';
import { isJsonRecord, numberOf } from '../json.ts';

const LIFETIME_SECONDS = 397 * 24 * 60 * 60;

/** The certificate of somebody who has put the records into DNS. https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
export const ACM_COMPLETIONS: readonly Completion[] = [
  {
    form: 'json',
    service: 'acm',
    operations: ['DescribeCertificate'],
    gap: 'A certificate is not validated for a minute, and then has no end.',
    complete(body) {
      const certificate = body['Certificate'];
      if (!isJsonRecord(certificate)) return body;
      const created = numberOf(certificate, 'CreatedAt') ?? 0;
      return {
        ...body,
        Certificate: {
          ...certificate,
          Status: 'ISSUED',
          IssuedAt: created,
          NotBefore: created,
          NotAfter: created + LIFETIME_SECONDS,
        },
      };
    },
  },
];
