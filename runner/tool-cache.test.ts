import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { toolCacheFolder } from './tool-cache.ts';

test.each([
  [{ LANDFALL_CACHE: '/own', XDG_CACHE_HOME: '/xdg' }, '/own'],
  [{ LANDFALL_CACHE: '', XDG_CACHE_HOME: '/xdg' }, '/xdg/landfall'],
  [{ XDG_CACHE_HOME: '' }, join(homedir(), '.cache', 'landfall')],
  [{}, join(homedir(), '.cache', 'landfall')],
])('%j is %s', (environment, folder) => {
  expect(toolCacheFolder(environment)).toBe(folder);
});
