import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import type { Server } from '../../../collectors/postgres/catalog/server.ts';

/** What PostgreSQL 15.18 in UTF-8 says, but for what a test says otherwise. */
export function server(def: Partial<Server> = {}): readonly Fact<Server>[] {
  return [
    {
      kind: 'server',
      id: 'server',
      def: {
        versionNumber: 150_018,
        inRecovery: false,
        aurora: false,
        instance: null,
        superuser: false,
        blockSize: '8192',
        integerDatetimes: 'on',
        maxIdentifierLength: '63',
        maxIndexKeys: '32',
        address: '10.0.20.4',
        port: 5432,
        database: 'app',
        databaseOid: '16384',
        startedAt: '2026-11-01T00:00:00+00:00',
        seesSessions: true,
        seesSettings: true,
        encoding: 'UTF8',
        collate: 'en_US.UTF-8',
        ctype: 'en_US.UTF-8',
        provider: 'c',
        locale: null,
        connectionLimit: -1,
        tls: true,
        tlsVersion: 'TLSv1.3',
        forceSsl: null,
        collationVersion: '2.36',
        actualCollationVersion: '2.36',
        ...def,
      },
    },
  ];
}
