import type { Grant } from '../../constructs/identity/grant';
import type { ContributorsProps } from '../../constructs/identity/contributors';
import type { ContributorsBoundaryProps } from '../../constructs/identity/contributors-boundary';
import type { Environment } from '../../model/environment';
import { resourceNames, type Names } from '../../model/naming';
import { secretFolders } from '../../model/purposes';

type Contributor = Environment['access']['contributors'][number];

/** The roles of the environment's contributors. Their issuer is told to the account once it answers, see `model/trusted-issuers.ts`. */
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

/** Path of the name of the boundary of contributors. */
export const contributorsBoundary = ['boundary', 'contributors'] as const;

/** What none of the environment's contributors can cross. */
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
    // The key that signs for every service account of the cluster is there, and what opens things of all tenants.
    except: secretFolders.map(
      (folder) => `arn:aws:secretsmanager:${region}:${account}:secret:${names.secretFolder(folder)}/*`,
    ),
    region,
  };
}

const whoText = (who: Contributor['who']): string => ('group' in who ? `group ${who.group}` : who.person);

/** What a grant of the environment file means in AWS. */
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
