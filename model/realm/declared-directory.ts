import { directoryReplicas, directorySubnets, domainDn, systemAccountDn } from '../directory-replicas';
import type { Environment } from '../environment';
import type { FactName, Facts } from '../facts';
import { resourceNames } from '../naming';
import { singleSignOnNames } from '../single-sign-on-names';
import type { RealmDirectory } from './directory';

/** What an environment says of the directory that its Keycloak reads. */
export type DirectoryChoice = NonNullable<Environment['singleSignOn']['keycloak']>['directory'];

/** A directory that Keycloak reads. */
export interface DeclaredDirectory extends Omit<RealmDirectory, 'passwordVariable'> {
  /** IPv4 blocks of its servers. */
  readonly blocks: readonly string[];
  /** Name of the secret with the password, and nothing else, of the account that Keycloak reads as. */
  readonly secretName: string;
  /** Whether people fill that secret; else the stack of the directory does. */
  readonly secretIsTypedIn: boolean;
  /**
   * Certificate of its authority, PEM.
   * @default made by the environment's own directory: the fact `directoryAuthority`
   */
  readonly authority?: string;
}

/** Account of the environment's own directory that Keycloak reads as. */
const readerName = 'keycloak';

/** The directory that Keycloak reads; undefined if it keeps people itself, or names one that the environment does not have. */
export function declaredDirectory(
  environment: Pick<Environment, 'name' | 'account' | 'region' | 'directory' | 'network'>,
  choice: DirectoryChoice,
): DeclaredDirectory | undefined {
  const names = resourceNames(environment);
  const { directory: own, network } = environment;
  if (typeof choice === 'string') {
    if (own === undefined) return undefined;
    const baseDn = domainDn(own.domain);
    return {
      hosts: directoryReplicas(own, network).map(({ fullName }) => fullName),
      baseDn,
      bindDn: systemAccountDn(readerName, baseDn),
      blocks: directorySubnets(own, network).map(({ ipv4Block }) => ipv4Block),
      secretName: names.secret('directory', 'keycloak'),
      secretIsTypedIn: false,
    };
  }
  if ('none' in choice) return undefined;
  const { hosts, baseDn, readAs, addresses, authority } = choice;
  return {
    hosts,
    baseDn,
    bindDn: readAs ?? systemAccountDn(readerName, baseDn),
    blocks: addresses ?? [network.block],
    secretName: singleSignOnNames(names).directorySecret,
    secretIsTypedIn: true,
    authority,
  };
}

/** The facts without which a Keycloak cannot trust its directory. */
export const directoryFacts = (
  keycloak: Environment['singleSignOn']['keycloak'],
  { directoryAuthority }: Partial<Facts>,
): readonly FactName[] =>
  typeof keycloak?.directory === 'string' && directoryAuthority === undefined ? ['directoryAuthority'] : [];
