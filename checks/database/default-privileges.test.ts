import { denied, testCheck } from '../../core/testing/test-check.ts';
import defaultPrivileges from './default-privileges.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const acl = factsOfKind('default_acl', { SELECT: false });

testCheck(defaultPrivileges, database(), {
  pass: [
    { name: 'the same', artifacts: { defaultPrivileges: both([acl('owner in a for r -> app')]) } },
    { name: 'none', artifacts: { defaultPrivileges: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new, and one that gives less',
      artifacts: {
        defaultPrivileges: both(
          [acl('owner in a for S -> app'), acl('owner in a for r -> app', { INSERT: false })],
          [acl('owner in * for r -> PUBLIC'), acl('owner in a for r -> app')],
        ),
      },
      message:
        'The target has the default grant of owner in * for r -> PUBLIC, which the source lacks.',
      objects: {
        'default grant of owner in * for r -> PUBLIC':
          'The target has the default grant of owner in * for r -> PUBLIC, which the source lacks.',
        'default grant of owner in a for S -> app':
          'The target lacks the default grant of owner in a for S -> app, which the source has.',
        'default grant of owner in a for r -> app':
          'The default grant of owner in a for r -> app has another right to INSERT in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { defaultPrivileges: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
