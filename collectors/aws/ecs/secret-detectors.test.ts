import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { detectInText, detectSecret, type SecretKind } from './secret-detectors.ts';

// Put together at run time, so that no scanner takes this file for a leak.
const ACCESS_KEY = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const SECRET_KEY = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'c2lnbmF0dXJl'].join('.');
const PEM = ['-----BEGIN RSA', 'PRIVATE KEY-----\nMIIE'].join(' ');

const SECRETS: readonly (readonly [SecretKind, string, string])[] = [
  ['aws-access-key', 'AWS_ACCESS_KEY_ID', ACCESS_KEY],
  ['aws-access-key', 'LEGACY', `id=${ACCESS_KEY};`],
  ['high-entropy', 'AWS_SECRET_ACCESS_KEY', SECRET_KEY],
  ['json-web-token', 'SESSION', JWT],
  ['private-key', 'CERT', PEM],
  ['private-key', 'CERT', PEM.replace('RSA ', '')],
  ['vendor-token', 'GIT', `ghp_${'a1B2'.repeat(9)}`],
  ['vendor-token', 'PAY', `sk_live_${'a1B2'.repeat(6)}`],
  ['vendor-token', 'MODEL', `sk-proj-${'a1B2'.repeat(6)}`],
  ['url-with-password', 'DATABASE_URL', 'postgres://app:hunter2@db.internal:5432/orders'],
  ['url-with-password', 'CACHE', 'redis://:hunter2@cache:6379'],
  ['url-with-password', 'DATABASE_URL', 'postgres://app:p/ss@db/orders'],
  ['url-with-password', 'SEEDS', 'nats://a:${A}@one:4222,nats://b:plain@two:4222'],
  ['password', 'DB_PASSWORD', 'postgres'],
  ['password', 'PGPASSWORD', '12345'],
  ['password', 'dbPassword', 'hunter2'],
  ['password', 'DB_PASSWORD_PRIMARY', 'hunter2'],
  ['password', 'SMTP_PASS', 'hunter2'],
  ['password', 'OPTIONS', 'host=db user=app password=hunter2 sslmode=require'],
  ['password', 'CONFIG', '{"user":"app","password":"hunter2"}'],
  ['high-entropy', 'JWT_SECRET', 'super-secret-key-change-me'],
  ['high-entropy', 'JWT_SECRET_V2', '9f86d081884c7d65'],
  ['high-entropy', 'OPENAI_API_KEY', 'Zx81-Kk02-Vv93'],
  ['high-entropy', 'splunk-token', 'b5d2b0a4-6f4e-4c58-9a4c-0f7c9b1d2e3f'],
  ['password', 'CONFIG', 'database={url=db,password=hunter2}'],
  ['password', 'DB_PASSWORD', '$uperS3cretPassw0rd'],
  ['password', 'DB_PASSWORD', '$(hunter2)'],
  ['password', 'DB_PASSWORD', '${DB_PASSWORD:-hunter2}'],
  ['password', 'DB_PASSWORD', '${DB_PASSWORD'],
  ['password', 'DB_PASSWORD', '%Tr0ub4dor3'],
  ['password', 'DB_PASSWORD', '%TROUB4DOR3'],
  ['password', 'DB_PASSWORD', '/x9Kq2Lz7'],
  // A file's path is told by the name, as in DB_PASSWORD_FILE.
  ['password', 'DB_PASSWORD', '/run/secrets/db'],
  ['password', 'DB_PWD', '/x9Kq2Lz7'],
  ['password', 'OPTIONS', 'Uid=app;Pwd=/x9Kq2Lz7'],
  ['password', 'DB_PASSWORD', 'correct/horse/battery'],
  ['password', 'DBPASS', 'hunter2'],
  ['password', 'OPTIONS', 'user=app password=${PREFIX}hunter2'],
  ['url-with-password', 'DATABASE_URL', 'postgres://u:$ecret@h/db'],
  ['high-entropy', 'SECRETKEY', 'Zx81-Kk02-Vv93'],
  ['high-entropy', 'ACCESSKEY', 'Zx81-Kk02-Vv93'],
  ['high-entropy', 'AUTHTOKEN', 'Zx81-Kk02-Vv93'],
  ['high-entropy', 'CALLBACK', 'https://example.com/hook?access_token=Zx81Kk02Vv93'],
];

const PLAIN: readonly (readonly [string, string])[] = [
  ['LOG_LEVEL', 'info'],
  ['AWS_REGION', 'us-east-1'],
  ['NATS_URL', 'nats://nats.internal:4222'],
  ['DATABASE_URL', 'postgres://app@db.internal:5432/orders'],
  ['DATABASE_URL', 'postgres://app:${DB_PASSWORD}@db.internal:5432/orders'],
  ['PROXY', 'http://host:8080/path@here'],
  ['BUILD', '4b825dc642cb6eb9a060e54bf8d69288fbee4904'],
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', '  '],
  ['DB_PASSWORD', '$DB_PASSWORD'],
  ['DB_PASSWORD', '%DB_PASSWORD%'],
  ['DB_PASSWORD', '{{resolve:ssm-secure:orders}}'],
  ['DB_PASSWORD', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf'],
  ['OPTIONS', 'user=app password=${DB_PASSWORD}'],
  ['PROXY_BYPASS', 'localhost'],
  ['DB_PASSWORD', '<set by the operator>'],
  ['DB_PASSWORD', '********'],
  ['DB_PASSWORD_FILE', '/run/secrets/db'],
  ['REQUIRE_PASSWORD', 'true'],
  ['PWD', '/srv/app'],
  ['DB_SECRET', 'orders/database/master'],
  ['DB_SECRET_ARN', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf'],
  ['DB_SECRET', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf'],
  ['JWT_SECRET_NAME', 'Orders-Jwt-Signing-Secret-2026'],
  ['TOKEN_TTL', '900'],
  ['MAX_TOKENS', '4096'],
  ['ACCESS_TOKEN', '86400'],
  ['TOKENIZER', 'cl100k_base_v2_large'],
  ['SECRET_PROVIDER', 'aws-secrets-manager-v2'],
  ['TOKEN_ENDPOINT', 'https://login.example.com/oauth2/v1/token'],
  ['PARTITION_KEY', 'agent_id_2026_partition'],
  ['FEATURES', 'password_policy=strict,token_ttl=900'],
];

describe('a secret is found', () => {
  test.each(SECRETS)('%s in %s', (kind, name, value) => {
    expect(detectSecret(name, value)).toBe(kind);
  });

  test.each<readonly [SecretKind, string]>([
    ['password', 'app --db-password hunter2 --verbose'],
    ['password', 'app --db-password=hunter2'],
    ['password', 'PGPASSWORD=hunter2 psql -h db'],
    ['url-with-password', 'curl -f http://probe:hunter2@localhost:8080/health'],
    ['aws-access-key', `aws configure set aws_access_key_id ${ACCESS_KEY}`],
  ])('%s in the command %s', (kind, command) => {
    expect(detectInText(command)).toBe(kind);
  });
});

describe('what is no secret is none', () => {
  test.each(PLAIN)('%s=%s', (name, value) => {
    expect(detectSecret(name, value)).toBeNull();
  });

  test.each([
    'app --db-password $DB_PASSWORD',
    'app --secret arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf',
    'app --password-file /run/secrets/db',
    'app --token-ttl 900 --password --verbose',
    'sh -c "exec app --jwt-secret=${JWT_SECRET}"',
    'curl -f http://localhost:8080/health || exit 1',
  ])('the command %s', (command) => {
    expect(detectInText(command)).toBeNull();
  });
});

test('a secret is found wherever it stands in a longer text', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(ACCESS_KEY, JWT, PEM, 'postgres://app:hunter2@db/orders'),
      fc.string(),
      fc.string(),
      (secret, before, after) => {
        expect(detectInText(`${before} ${secret} ${after}`)).not.toBeNull();
      },
    ),
  );
});

test('any name and value are judged, however odd', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
      detectSecret(name, value);
    }),
  );
});
