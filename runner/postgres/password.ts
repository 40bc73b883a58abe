import { UsageError } from '../errors.ts';
import type { ConnectionSettings } from './settings.ts';

/** Where AWS is, for passwords that are kept there. */
export interface AwsPlace {
  readonly region: string;
  /** Replaces AWS's own addresses, for the sandbox. */
  readonly endpoint: string | null;
}

/**
 * The password of a connection, for the moment of connecting: nobody keeps it. Undefined when the server asks for none.
 * @throws {UsageError} when it is not where the settings say.
 */
export async function passwordFor(
  settings: ConnectionSettings,
  place: AwsPlace,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { password } = settings;
  switch (password.kind) {
    case 'none':
      return undefined;
    case 'environment': {
      const value = environment[password.variable];
      if (value !== undefined && value !== '') return value;
      throw new UsageError(
        `The password of ${settings.user} at ${settings.host} is not in the environment: set ${password.variable}.`,
      );
    }
    case 'secret':
      return fromSecret(password.id, place);
    case 'iam':
      return iamToken(settings, place);
  }
}

/** Needs `secretsmanager:GetSecretValue` on that secret, which no suite's policy holds: no check reads a secret. */
async function fromSecret(id: string, { region, endpoint }: AwsPlace): Promise<string> {
  const { SecretsManagerClient, GetSecretValueCommand } =
    await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({ region, ...(endpoint !== null && { endpoint }) });
  try {
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    const password = text === undefined ? undefined : passwordIn(text);
    if (password === undefined) {
      throw new UsageError(
        `The secret ${id} holds no password: it is neither text nor JSON with a "password".`,
      );
    }
    return password;
  } finally {
    client.destroy();
  }
}

/** RDS keeps `{"username": …, "password": …}`; a secret may also be the password itself. */
export function passwordIn(text: string): string | undefined {
  if (!text.trimStart().startsWith('{')) return text === '' ? undefined : text;
  try {
    const { password } = JSON.parse(text) as { password?: unknown };
    return typeof password === 'string' && password !== '' ? password : undefined;
  } catch {
    return undefined;
  }
}

/** Signed here, without a call. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html */
async function iamToken(
  { host, port, user }: ConnectionSettings,
  { region }: AwsPlace,
): Promise<string> {
  const { Signer } = await import('@aws-sdk/rds-signer');
  return new Signer({ hostname: host, port, username: user, region }).getAuthToken();
}
