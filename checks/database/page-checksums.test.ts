import type { PageChecksums } from '../../collectors/postgres/catalog/page-checksums.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './page-checksums.ts';
import { database } from './testing/database.ts';

const seen = (def: Partial<PageChecksums> = {}) => ({
  pageChecksums: {
    source: [
      {
        kind: 'page_checksums',
        id: 'database',
        def: { kept: true, failures: 0, lastFailure: null, countedSince: null, ...def },
      },
    ],
  },
});

testCheck(check, database(), {
  pass: [{ name: 'checksums that all fit', artifacts: seen() }],
  fail: [
    {
      name: 'a page that is damaged',
      artifacts: seen({ failures: 1, lastFailure: '2026-11-01T00:00:00+00:00' }),
      message: 'Pages of the source did not fit their checksums.',
    },
    {
      name: 'no checksums, so that nothing was counted',
      artifacts: seen({ kept: false, failures: null }),
      message: 'The source keeps no checksums of its pages: damage would be moved unnoticed.',
    },
  ],
  unknown: [
    {
      name: 'a source that says nothing',
      artifacts: { pageChecksums: { source: [] } },
      message: 'The source did not say whether pages are damaged.',
    },
    {
      name: 'checksums without a count',
      artifacts: seen({ failures: null }),
      message: 'The source did not say how many pages are damaged.',
    },
  ],
  error: [
    {
      name: 'a source that could not be seen',
      artifacts: { pageChecksums: { source: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
