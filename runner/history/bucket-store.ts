import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { RUN_FILES, RUN_ID, WAIVER_FILES, type RunFile, type RunStore } from './run-store.ts';

const PLACE = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*?))?\/*$/;

/**
 * Runs under a prefix of a bucket. A run is there once its `run.json` is, which is written last; nothing that is there is
 * ever written over (`If-None-Match: *`).
 * @throws {UsageError} when the name is none of a place in S3.
 */
export function bucketStore(name: string, endpoint: string | null): RunStore {
  const place = PLACE.exec(name)?.groups;
  const bucket = place?.['bucket'];
  if (bucket === undefined) {
    throw new UsageError(`--store ${name} is no place in S3; it looks like s3://bucket/prefix`);
  }
  const prefix = place?.['prefix'] ?? '';
  const under = prefix === '' ? '' : `${prefix}/`;
  // Only what the command line says counts, as for every other call.
  process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] = 'true';
  const client = new S3Client(endpoint === null ? {} : { endpoint, forcePathStyle: true });
  const shown = `s3://${bucket}/${prefix}`.replace(/\/$/, '');
  const placeOf = (id: string) => `${shown}/${id}`;
  const keyOf = (id: string, file: RunFile) => `${under}${id}/${file}`;

  const putOnce = async (Key: string, Body: Buffer, ContentType: string) => {
    try {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType, IfNoneMatch: '*' }),
      );
    } catch (error) {
      if (!isOwnRetry(error)) throw error;
    }
  };

  return {
    name: shown,
    key: endpoint === null ? shown : `${endpoint} ${shown}`,
    isRemote: true,
    placeOf,
    list: async () => {
      const ids: string[] = [];
      try {
        const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: under });
        for await (const { Contents } of pages) {
          for (const { Key = '' } of Contents ?? []) {
            const [id = '', file] = Key.slice(under.length).split('/');
            if (RUN_ID.test(id) && file === 'run.json') ids.push(id);
          }
        }
      } catch (error) {
        throw refused('The runs cannot be listed', shown, error, 's3:ListBucket');
      }
      return ids.sort();
    },
    read: async (id, file) => {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: keyOf(id, file) }),
        );
        if (Body === undefined) throw new Error('the answer is empty');
        return await Body.transformToByteArray();
      } catch (error) {
        throw refused(`${placeOf(id)}/${file} cannot be read`, shown, error, 's3:GetObject');
      }
    },
    pieces: async function* (id, file) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: keyOf(id, file) }),
        );
        if (Body === undefined) throw new Error('the answer is empty');
        yield* Body.transformToWebStream() as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw refused(`${placeOf(id)}/${file} cannot be read`, shown, error, 's3:GetObject');
      }
    },
    put: async (id, write) => {
      // Written here first: S3 wants to know how long a file is before it comes.
      const folder = await mkdtemp(join(tmpdir(), 'landfall-store-'));
      try {
        await write(folder);
        const written = await readdir(folder);
        for (const file of [...WAIVER_FILES, ...RUN_FILES]) {
          if (!written.includes(file)) continue;
          await putOnce(keyOf(id, file), await readFile(join(folder, file)), contentTypeOf(file));
        }
        return placeOf(id);
      } catch (error) {
        throw refused('The run cannot be stored', shown, error, 's3:PutObject');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    remove: async (id) => {
      try {
        // Out of sight first, so that nobody finds half of it.
        for (const files of [['run.json'], [...RUN_FILES, ...WAIVER_FILES]] as const) {
          const Objects = files.map((file) => ({ Key: keyOf(id, file) }));
          const { Errors = [] } = await client.send(
            new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
          );
          const [first] = Errors;
          if (first !== undefined) throw new Error(first.Message ?? first.Code);
        }
      } catch (error) {
        throw refused(`${placeOf(id)} cannot be removed`, shown, error, 's3:DeleteObject');
      }
    },
    // What a dead writer left there has no document, so nobody sees it; a rule of the bucket may end it.
    clean: () => Promise.resolve(0),
  };
}

/** An answer that got lost made the SDK send a file again: what is there already is ours, since no two runs share an id. */
function isOwnRetry(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { attempts?: number } };
  return name === 'PreconditionFailed' && ($metadata?.attempts ?? 1) > 1;
}

function contentTypeOf(file: RunFile): string {
  switch (file) {
    case 'run.json':
    case 'findings.json':
      return 'application/json';
    case 'snapshot.json.gz':
      return 'application/gzip';
    case 'spec.yaml':
    case 'landfall.waivers.yaml':
    case 'landfall.baseline.yaml':
      return 'application/yaml';
  }
}

function refused(what: string, place: string, error: unknown, action: string): UsageError {
  const { name } = (error ?? {}) as { name?: string };
  const code = name === undefined || name === 'Error' ? '' : `${name}: `;
  return new UsageError(
    `${what} in ${place}: ${code}${messageOf(error)}. Check the name of the bucket and that the credentials allow ${action} on it, or name a folder with --store.`,
  );
}
