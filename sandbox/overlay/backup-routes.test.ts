import * as backup from '@aws-sdk/client-backup';
import { expect, test } from '@jest/globals';
import { BACKUP_ROUTES } from './backup-routes.ts';

/** Commands carry their schema: `[kind, namespace, name, { http: [method, path, status] }, …]`. */
function routesOfSdk(): Record<string, string> {
  const routes: [string, string][] = [];
  for (const [name, exported] of Object.entries(backup)) {
    if (!name.endsWith('Command') || name === '$Command' || typeof exported !== 'function') {
      continue;
    }
    const command = Reflect.construct(exported, [{}]) as {
      schema: [unknown, unknown, unknown, { http: [string, string] }];
    };
    const [method, path] = command.schema[3].http;
    routes.push([name.slice(0, -'Command'.length), `${method} ${path}`]);
  }
  return Object.fromEntries(routes);
}

test('the routes are those of the SDK', () => {
  expect(BACKUP_ROUTES).toEqual(routesOfSdk());
});
