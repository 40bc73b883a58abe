import { denied, testCheck } from '../../core/testing/test-check.ts';
import superuserNeeds from './superuser-needs.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const need = factsOfKind('super', {});

testCheck(superuserNeeds, database(), {
  pass: [
    { name: 'none', artifacts: { superuserNeeds: both([]) } },
    {
      name: 'roles, event triggers and tablespaces, which other checks compare',
      artifacts: {
        superuserNeeds: both(
          [
            need('role root is superuser'),
            need('event trigger e owned by root'),
            need('tablespace fast'),
          ],
          [],
        ),
      },
    },
    {
      name: 'what the target has all the same',
      artifacts: { superuserNeeds: both([need('operator class c')]) },
    },
  ],
  fail: [
    {
      name: 'a language and a function in C that cannot be made',
      artifacts: {
        superuserNeeds: both(
          [
            need('untrusted language plpython3u'),
            need('C/internal function a.f()', { lib: 'f.so' }),
          ],
          [],
        ),
      },
      message: 'The source uses what needs a superuser: untrusted language plpython3u.',
      objects: {
        'need of untrusted language plpython3u':
          'The source uses what needs a superuser: untrusted language plpython3u.',
        'need of C/internal function a.f()':
          'The source uses what needs a superuser: C/internal function a.f().',
      },
    },
    {
      name: 'a function that can be made, and fails when it is called',
      artifacts: {
        superuserNeeds: both([need('function a.f() calls server-side file/program access')]),
      },
      message:
        'The source uses what needs a superuser: function a.f() calls server-side file/program access.',
      objects: {
        'need of function a.f() calls server-side file/program access':
          'The source uses what needs a superuser: function a.f() calls server-side file/program access.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { superuserNeeds: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
