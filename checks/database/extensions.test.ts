import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './extensions.ts';
import { database } from './testing/database.ts';

const extension = (id: string, def = {}) => ({
  kind: 'extension',
  id,
  def: { version: '1.3', schema: 'public', ...def },
});
const offer = (id: string, allowed = true) => ({
  kind: 'available_extension',
  id,
  def: { version: '1.3', allowed },
});
const SOURCE = [extension('citext'), extension('pgcrypto')];
const seen = (target: typeof SOURCE, offers: readonly ReturnType<typeof offer>[] = []) => ({
  extensions: { source: SOURCE, target },
  availableExtensions: { target: [offer('citext'), ...offers] },
});
const ONE = [extension('citext')];

testCheck(check, database(), {
  pass: [
    { name: 'the same', artifacts: seen(SOURCE) },
    { name: 'one more and a newer one', artifacts: seen([...SOURCE, extension('aws_s3')]) },
  ],
  fail: [
    {
      name: 'one that could be installed',
      artifacts: seen(ONE, [offer('pgcrypto')]),
      message: 'The target lacks the extension pgcrypto, which CREATE EXTENSION would install.',
      objects: {
        pgcrypto: 'The target lacks the extension pgcrypto, which CREATE EXTENSION would install.',
      },
    },
    {
      name: 'one that is not offered',
      artifacts: seen(ONE),
      message: 'The target lacks the extension pgcrypto, and does not offer it.',
      objects: { pgcrypto: 'The target lacks the extension pgcrypto, and does not offer it.' },
    },
    {
      name: 'one that is offered and not allowed',
      artifacts: seen(ONE, [offer('pgcrypto', false)]),
      message:
        'The target lacks the extension pgcrypto, which rds.allowed_extensions does not allow.',
      objects: {
        pgcrypto:
          'The target lacks the extension pgcrypto, which rds.allowed_extensions does not allow.',
      },
    },
    {
      name: 'one in another schema',
      artifacts: seen([extension('citext', { schema: 'extensions' }), extension('pgcrypto')]),
      message: 'The extension citext is in another schema of the target.',
      objects: { citext: 'The extension citext is in another schema of the target.' },
    },
  ],
  error: [
    {
      name: 'offers that could not be seen',
      artifacts: { ...seen(SOURCE), availableExtensions: { target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
