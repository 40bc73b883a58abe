import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './setting-overrides.ts';
import { database } from './testing/database.ts';

const override = (id: string, def: readonly string[]) => ({
  kind: 'dbrole_setting',
  id,
  def: [...def],
});
const SOURCE = [override('*/app', ['search_path=app']), override('<db>/*', ['TimeZone=UTC'])];
const both = (target: typeof SOURCE) => ({ settingOverrides: { source: SOURCE, target } });

testCheck(check, database(), {
  pass: [
    { name: 'the same', artifacts: both(SOURCE) },
    {
      name: 'and those of RDS for itself',
      artifacts: both([...SOURCE, override('*/rdsadmin', ['TimeZone=utc'])]),
    },
  ],
  fail: [
    {
      name: 'a role that lost its search path, and a database in another time zone',
      artifacts: both([override('<db>/*', ['TimeZone=Europe/Berlin'])]),
      message: 'The target lacks the override */app, which the source has.',
      objects: {
        'override */app': 'The target lacks the override */app, which the source has.',
        'override <db>/*': 'The override <db>/* has another list of parameters in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { settingOverrides: { source: [], target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
