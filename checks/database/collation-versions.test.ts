import check from './collation-versions.ts';
import { database } from './testing/database.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { BLIND, both as servers, SILENT } from './testing/servers.ts';

const NONE = { source: [], target: [] };
const both = (...sides: Parameters<typeof servers>) => ({ ...servers(...sides), collations: NONE });
const collation = (def = {}) => [
  {
    kind: 'collation_used',
    id: 'app.de',
    def: { provider: 'i', collate: null, version: '153.80', actualVersion: '153.80', ...def },
  },
];
const used = (target: ReturnType<typeof collation>, source = collation()) => ({
  ...servers({}, {}),
  collations: { source, target },
});
const OTHER = 'The collation app.de of the target was created with another version.';
const UNTOLD = 'The source keeps no version of the collation app.de.';

testCheck(check, database(), {
  pass: [
    {
      name: 'a collation of a column as it was, and one that sorts by bytes',
      artifacts: used(
        collation(),
        collation({ provider: 'c', collate: 'C', version: null, actualVersion: null }),
      ),
    },
    {
      name: 'the version of then is that of now, on each side',
      artifacts: both({}, { collationVersion: '153.80', actualCollationVersion: '153.80' }),
    },
    {
      name: 'a collation without versions',
      artifacts: both(
        {
          versionNumber: 140_011,
          collate: 'C',
          collationVersion: null,
          actualCollationVersion: null,
        },
        { collate: 'C', collationVersion: null, actualCollationVersion: null },
      ),
    },
  ],
  fail: [
    {
      name: 'a collation of a column under another library',
      artifacts: used(collation({ actualVersion: '153.120' })),
      message: OTHER,
      objects: { 'app.de of the target': OTHER },
    },
    {
      name: 'a target under another library',
      artifacts: both({}, { actualCollationVersion: '2.31' }),
      message: 'The target was created with another version of its collation.',
    },
    {
      name: 'a source under another library',
      artifacts: both({ actualCollationVersion: '2.28' }, {}),
      message: 'The source was created with another version of its collation.',
    },
    {
      name: 'a version that is no longer told',
      artifacts: both({}, { actualCollationVersion: null }),
      message: 'The target was created with another version of its collation.',
    },
  ],
  unknown: [
    ...SILENT.map((entry) => ({
      ...entry,
      artifacts: { ...entry.artifacts, collations: NONE },
    })),
    {
      name: 'a collation of a column without a version',
      artifacts: used(collation(), collation({ version: null, actualVersion: null })),
      message: UNTOLD,
      objects: { 'app.de of the source': UNTOLD },
    },
    {
      name: 'a source that is too old to tell',
      artifacts: both(
        { versionNumber: 140_011, collationVersion: null, actualCollationVersion: null },
        {},
      ),
      message:
        'The source keeps no version of its collation, as PostgreSQL before 15 and some libraries do not.',
    },
  ],
  error: [
    ...BLIND.map((entry) => ({ ...entry, artifacts: { ...entry.artifacts, collations: NONE } })),
    {
      name: 'collations that could not be seen',
      artifacts: {
        ...servers({}, {}),
        collations: { source: [], target: denied('postgresql:catalog-collations') },
      },
      message: 'AWS denied postgresql:catalog-collations.',
    },
  ],
});
