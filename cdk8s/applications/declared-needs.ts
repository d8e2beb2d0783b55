import { imageForExtensions, preloadedLibraries } from '../../model/data/postgres-extensions';
import type { Facts } from '../../model/facts';
import { parameterTexts } from '../../model/formats/parameter-text';
import type { DeclaredService } from '../../model/kinds/declared-service';
import { objectsPlace } from '../../model/objects-place';
import { keptGibibytes, type CacheDeclaration } from '../../model/schema/caches';
import type { DatabaseDeclaration, PostgresDeclaration } from '../../model/schema/databases';
import { databasePasswordKey } from '../../model/service-needs';
import type { ServiceBucket } from '../base/storage/service-bucket';
import type { DeclaredCache } from '../base/caches/service-cache';
import type { DeclaredDatabase } from '../base/databases/service-database';
import type { DeclaredPostgres } from '../services/service-context';
import type { Context } from './application';
import { mysqlOperator } from './mysql-operator';

/** A service and the name of its tenant. */
export interface OwnedService {
  readonly tenant: string;
  readonly service: DeclaredService;
}

/** Returns the PostgreSQL database of a service, with the names of its backups, its IAM role and its secret in AWS. */
export function declaredPostgres(
  database: PostgresDeclaration | Exclude<DatabaseDeclaration, { readonly engine: 'mysql' }>,
  owned: OwnedService,
  context: Context,
): DeclaredPostgres {
  const { names } = context;
  const { tenant, service } = owned;
  if ('shared' in database) {
    return {
      kind: 'shared',
      tenant,
      service: service.name,
      cluster: database.shared,
      pooling: database.pooling,
      remotePassword: passwordName('database', owned, context),
      beside: withPasswords('further' in database ? database.further : [], owned, context),
    };
  }
  const backupTarget = {
    bucket: names.bucket('database-backups'),
    prefix: `${tenant}/${service.name}`,
    roleArn: names.serviceRoleArn(tenant, service.name, 'backup'),
  };
  const { operator, parameters, ...declaration } = database;
  const further = 'further' in database ? database.further : [];
  const extensions = [database, ...further].flatMap((each) => each.extensions);
  const common = { ...declaration, parameters: parameterTexts(parameters), backupTarget };
  return operator === 'crunchy'
    ? { kind: operator, ...common, further }
    : {
        kind: operator,
        ...common,
        image: imageForExtensions(extensions),
        preloaded: preloadedLibraries(extensions),
        further: withPasswords(further, owned, context),
        remotePassword: keptPassword(owned, context),
      };
}

/** Further databases, each with the name of the secret with its password. */
const withPasswords = <Further extends { readonly name: string }>(
  further: readonly Further[],
  { tenant, service }: OwnedService,
  { names }: Context,
) =>
  further.map((each) => ({
    ...each,
    remotePassword: names.serviceSecret(tenant, service.name, databasePasswordKey(each.name)),
  }));

/** Returns the name of the secret with the password of a database, if Secrets Manager generates that. */
const keptPassword = (owned: OwnedService, context: Context): string | undefined =>
  owned.service.needs.generated.includes('database-password') ? passwordName('database', owned, context) : undefined;

/**
 * Returns the database of a service, PostgreSQL or MySQL, with the names of its backups, its IAM role and its secret in AWS.
 *
 * @throws Error when it is MySQL and the release of OpenShift has no operator for it.
 */
export function declaredDatabase(
  database: DatabaseDeclaration,
  owned: OwnedService,
  context: Context,
): DeclaredDatabase {
  if ('shared' in database || database.engine !== 'mysql') return declaredPostgres(database, owned, context);
  const { names, environment } = context;
  const { tenant, service } = owned;
  return {
    kind: 'mysql',
    ...database,
    parameters: parameterTexts(database.parameters),
    further: withPasswords(database.further, owned, context),
    operator: mysqlOperator(environment.cluster.release),
    backupTarget: {
      bucket: names.bucket('database-backups'),
      prefix: `${tenant}/${service.name}`,
      roleArn: names.serviceRoleArn(tenant, service.name, 'backup'),
    },
    remotePassword: passwordName('database', owned, context),
  };
}

/**
 * Returns the cache of a service, with the name of its secret in AWS.
 *
 * @throws Error when it is a shared cache whose host is not known yet.
 */
export function declaredCache(
  cache: CacheDeclaration,
  owned: OwnedService,
  context: Context,
  facts: Partial<Facts>,
): DeclaredCache {
  if (!('shared' in cache)) {
    const keep = cache.keep && { sizeGiB: keptGibibytes(cache), backup: cache.keep.backup };
    return { kind: 'own', ...cache, keep, remotePassword: passwordName('cache', owned, context) };
  }
  const whole = exclusiveCache(cache.shared, context, facts);
  if (owned.service.needs.sharedCache?.keys !== 'prefixed') return { kind: 'shared', ...whole };
  const { names } = context;
  const user = { tenant: owned.tenant, service: owned.service.name };
  return {
    kind: 'shared',
    host: whole.host,
    user: names.cacheUser(cache.shared, user),
    remotePassword: names.cacheSecret(cache.shared, user),
  };
}

/**
 * Returns one of the environment's caches for its only user.
 *
 * @throws Error when its host is not known yet; `missingCacheHosts` says so before.
 */
export function exclusiveCache(name: string, { names }: Context, { cacheHosts }: Partial<Facts>) {
  const host = cacheHosts?.[name];
  if (host === undefined) throw new Error(`the host of the cache ${name} is not known yet`);
  return { host, user: 'default', remotePassword: names.cacheSecret(name, 'nameless') };
}

/** Returns the fact that users of these caches wait for: `cacheHosts` if the host of one is not known yet, else nothing. */
export const missingCacheHosts = (
  caches: readonly string[],
  { cacheHosts = {} }: Partial<Facts>,
): readonly 'cacheHosts'[] => (caches.every((cache) => cache in cacheHosts) ? [] : ['cacheHosts']);

/**
 * Returns the part of the tenant's bucket that a service uses, or the bucket of its own.
 *
 * @throws Error when the service declares no objects.
 */
export function declaredBucket({ tenant, service }: OwnedService, { names, environment }: Context): ServiceBucket {
  const { objects } = service.needs;
  if (objects === undefined) throw new Error(`${service.name} of ${tenant} has no bucket`);
  const services = environment.tenants.find(({ name }) => name === tenant)?.services ?? [];
  const { ownBucket, prefix } = objectsPlace(objects.below, services);
  return {
    bucketName: ownBucket === undefined ? names.tenantBucket(tenant) : names.serviceBucket(tenant, ownBucket),
    prefix,
    roleArn: names.serviceRoleArn(tenant, service.name),
  };
}

const passwordName = (of: 'database' | 'cache', { tenant, service }: OwnedService, { names }: Context): string =>
  names.serviceSecret(tenant, service.name, `${of}-password`);
