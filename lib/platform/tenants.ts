import type { TenantSpec } from '../../constructs/tenancy/tenant-resources';
import type { Tenancy, UsedObjects } from '../../constructs/tenancy/tenant-service';
import type { Environment } from '../../model/environment';
import type { DeclaredService } from '../../model/kinds/declared-service';
import { mailAccountSecret } from '../../model/service-needs';
import { findOwnMail } from '../../model/mail/own-mail';
import { resourceNames } from '../../model/naming';
import { objectsPlace } from '../../model/objects-place';
import { tenantStacks } from '../../model/tenant-stacks';

/** A stack of tenants: the noun in its name, and its tenants. */
export interface TenantsStackSpec {
  readonly noun: `tenants-${number}`;
  readonly tenants: readonly TenantSpec[];
}

/** Returns the stacks of an environment's tenants, without empty ones. */
export const tenantsStackSpecs = (environment: Environment): readonly TenantsStackSpec[] =>
  [...tenantStacks(environment.tenants, environment.tenancy.stacks)].map(([number, ofStack]) => ({
    noun: `tenants-${number}` as const,
    tenants: ofStack.map(({ name, dataClass, services }) => ({
      name,
      dataClass,
      services: services.map((service) => ({
        name: service.name,
        needs: { ...neededWithMail(service, environment), objects: usedObjects(service, services) },
      })),
    })),
  }));

/** The needs of a service; the environment's own mail host gives each service that sends an account, whose password is generated. */
const neededWithMail = ({ needs, sends }: DeclaredService, environment: Environment): DeclaredService['needs'] =>
  sends === undefined || findOwnMail(environment) === undefined
    ? needs
    : { ...needs, generated: [...needs.generated, mailAccountSecret] };

/** The objects that a service uses, with the bucket that they are in. */
const usedObjects = (
  { needs: { objects } }: DeclaredService,
  services: readonly DeclaredService[],
): UsedObjects | undefined => objects && { ...objectsPlace(objects.below, services), may: objects.may };

/**
 * Returns the settings that all tenants of an environment share.
 *
 * @param issuer issuer of the cluster's service-account tokens
 */
export function tenancySettings(environment: Environment, issuer: string): Tenancy {
  const { account, region } = environment;
  const names = resourceNames(environment);
  return {
    issuer,
    key: { alias: names.keyAlias('data'), region, account },
    names,
    cacheSecretName: (cache) => names.cacheSecret(cache, 'nameless'),
    accessLogBucketName: names.bucket('access-logs'),
    archiveBucketName: names.bucket('database-backups'),
  };
}
