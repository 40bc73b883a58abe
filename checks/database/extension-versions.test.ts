import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './extension-versions.ts';
import { database } from './testing/database.ts';

const extension = (id: string, version: string) => ({
  kind: 'extension',
  id,
  def: { version, schema: 'public' },
});
const both = (source: string, target: string) => ({
  extensions: { source: [extension('hstore', source)], target: [extension('hstore', target)] },
});

testCheck(check, database(), {
  pass: [
    { name: 'the same', artifacts: both('1.8', '1.8') },
    { name: 'a newer one: 1.10 comes after 1.9', artifacts: both('1.9', '1.10') },
    { name: 'the same, which is no number', artifacts: both('1.3devel', '1.3devel') },
    {
      name: 'one that is not there: another check says so',
      artifacts: { extensions: { source: [extension('hstore', '1.8')], target: [] } },
    },
  ],
  fail: [
    {
      name: 'an older one',
      artifacts: both('1.10', '1.9'),
      message: 'The extension hstore is older in the target.',
      objects: { hstore: 'The extension hstore is older in the target.' },
    },
  ],
  unknown: [
    {
      name: 'versions without an order',
      artifacts: both('1.3devel', '1.3'),
      message: 'The versions 1.3devel and 1.3 of the extension hstore have no order.',
      objects: { hstore: 'The versions 1.3devel and 1.3 of the extension hstore have no order.' },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { extensions: { source: [], target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
