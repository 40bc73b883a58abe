import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** Keys that the emulator takes for one account. They open nothing but a sandbox. */
export interface SandboxCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials with which a sandbox is the given account: its resources, ARNs and caller identity are that account's. */
export async function sandboxCredentials(
  endpoint: string,
  account: { readonly id: string; readonly region: string },
): Promise<SandboxCredentials> {
  const own = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const sts = new STSClient({ endpoint, region: account.region, credentials: own, maxAttempts: 1 });
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    if (Account === account.id) return own;
    // The emulator gives a role to whoever asks, and with it an account of its own.
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${account.id}:role/landfall-sandbox`,
        RoleSessionName: 'landfall',
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
      throw new Error('The sandbox gives no credentials for the account.');
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
  } finally {
    sts.destroy();
  }
}
