import type { Environment } from '../../model/environment';
import type { Immutable } from '../../model/immutable';
import type { PathStep } from '../../model/problem';
import { ProblemsError } from '../../model/problem';
import type { DnsCredential, DnsProvider } from '../../model/schema/dns';
import { checkAccount } from '../aws/check-account';
import { plainSecret } from '../aws/plain-secret';
import { environmentFile } from '../environment-file';

/**
 * The token or key of a DNS provider, from where the environment file says it is; undefined for a provider that has none.
 *
 * @param index of the provider in `dns.providers`
 * @throws ProblemsError when it is not there
 * @throws AwsCallError when Secrets Manager does not give it
 */
export async function providerCredential(environment: Environment, index: number): Promise<string | undefined> {
  const provider = environment.dns.providers[index];
  const place = provider === undefined ? undefined : credentialPlace(provider);
  if (place === undefined) return undefined;
  const { credential, path } = place;
  const at = ['dns', 'providers', index, ...path];
  const missing = (key: string, reason: string, remedy: string) =>
    new ProblemsError([environmentFile(environment.name).problem([...at, key], reason, remedy)]);
  if ('variable' in credential) {
    const value = process.env[credential.variable] ?? '';
    if (value !== '') return value;
    throw missing(
      'variable',
      `${credential.variable} is not set`,
      `set it, for instance with read -rs ${credential.variable}; export ${credential.variable}`,
    );
  }
  await checkAccount(environment);
  const value = await plainSecret(environment.region, credential.secret);
  if (value !== '') return value;
  throw missing('secret', `${credential.secret} is empty`, 'put the token there as plain text');
}

const credentialPlace = (
  provider: Immutable<DnsProvider>,
): { readonly credential: Immutable<DnsCredential>; readonly path: readonly PathStep[] } | undefined => {
  switch (provider.kind) {
    case 'rfc2136':
      return { credential: provider.key.value, path: ['key', 'value'] };
    case 'route53':
      return undefined;
    default:
      return { credential: provider.token, path: ['token'] };
  }
};
