import type { Grant } from '../../constructs/identity/grant';
import type { ContributorsProps } from '../../constructs/identity/contributors';
import type { ContributorsBoundaryProps } from '../../constructs/identity/contributors-boundary';
import type { Environment } from '../../model/environment';
import { resourceNames, type Names } from '../../model/naming';
import { secretFolders } from '../../model/purposes';

type Contributor = Environment['access']['contributors'][number];

/**
 * Returns the props of the contributors' roles, or undefined without contributors. The account gets an identity
 * provider for their issuer once the issuer answers, see `model/trusted-issuers.ts`.
 */
export function contributorsProps(environment: Environment): ContributorsProps | undefined {
  const { issuer } = environment.singleSignOn;
  const { contributors } = environment.access;
  if (contributors.length === 0) return undefined;
  const names = resourceNames(environment);
  return {
    issuer,
    boundaryName: names.policyName(...contributorsBoundary),
    roles: contributors.map(({ name, who, purpose, grants }) => ({
      name,
      roleName: names.roleName('contributor', name),
      description: `${whoText(who)}: ${purpose}`,
      clientId: names.contributorClient(name),
      grants: grants.map((grant) => toGrant(grant, names)),
    })),
  };
}

/** Path of the name of the contributors' permissions boundary. */
export const contributorsBoundary = ['boundary', 'contributors'] as const;

/** Returns the props of the contributors' permissions boundary. */
export function contributorsBoundaryProps(environment: Environment): ContributorsBoundaryProps {
  const { account, region } = environment;
  const names = resourceNames(environment);
  const key = names.keyAlias('data');
  return {
    policyName: names.policyName(...contributorsBoundary),
    widest: [
      { kind: 'set-secrets', path: environment.name, key },
      { kind: 'change-objects', bucket: names.tenantBucket('*'), key },
      { kind: 'read-objects', bucket: names.bucket('database-backups'), key },
      { kind: 'read-objects', bucket: names.bucket('flow-logs') },
    ],
    // There are the key that signs the tokens of all service accounts, and credentials that concern all tenants.
    except: secretFolders.map(
      (folder) => `arn:aws:secretsmanager:${region}:${account}:secret:${names.secretFolder(folder)}/*`,
    ),
    region,
  };
}

const whoText = (who: Contributor['who']): string => ('group' in who ? `group ${who.group}` : who.person);

/** Returns the rights in AWS that a grant of the environment file gives. */
function toGrant(grant: Contributor['grants'][number], names: Names): Grant {
  const key = names.keyAlias('data');
  switch (grant.kind) {
    case 'tenant-secrets':
      return { kind: 'set-secrets', path: names.tenantSecrets(grant.tenant), key };
    case 'tenant-bucket':
      return {
        kind: grant.access === 'write' ? 'change-objects' : 'read-objects',
        bucket: names.tenantBucket(grant.tenant),
        key,
      };
    case 'tenant-backups':
      return { kind: 'read-objects', bucket: names.bucket('database-backups'), prefix: grant.tenant, key };
    case 'network-logs':
      return { kind: 'read-objects', bucket: names.bucket('flow-logs') };
  }
}
