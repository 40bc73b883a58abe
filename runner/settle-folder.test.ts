import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { settleFolder } from './settle-folder.ts';

test('a folder is settled, and one that is not there is an error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-settle-'));
  try {
    await writeFile(join(folder, 'a'), 'b');
    await expect(settleFolder(folder)).resolves.toBeUndefined();
    await expect(settleFolder(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
