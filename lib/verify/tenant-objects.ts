import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { objectPlaces } from './object-places';
import { secretReferences } from './secret-references';
import { renderedTenancy, type RenderedTenancy } from './tenancy';
import { ownershipCheckFor } from './ownership-check';

/**
 * A tenant's objects in the cluster only name its own roles, secrets, buckets and archives in AWS. IAM would refuse most others,
 * but not if the same change also makes the IAM policies wrong.
 */
export const tenantObjectsRule: RenderedRule = {
  id: 'tenant-objects',
  holds: 'objects of a tenant name only its own roles, secrets, buckets and archives',
  findings: (rendered) => {
    const tenancy = renderedTenancy(rendered);
    return rendered.objects.flatMap((object) => {
      const tenant = tenancy.namespaceOwner(object.metadata.namespace ?? '');
      const reasons = tenant === undefined ? openStore(object, tenancy) : findFaults(object, tenant, tenancy);
      return [...new Set(reasons)].map((reason): RenderedFinding => ({
        place: describeObject(object),
        reason,
        remedy: tenant === undefined ? 'use a store in each namespace' : `name a resource of tenant ${tenant} in full`,
      }));
    });
  },
};

function findFaults(object: RenderedObject, tenant: string, tenancy: RenderedTenancy): readonly string[] {
  const whose = ownershipCheckFor(tenant, tenancy);
  return [
    ...textsIn(object).flatMap((text) => (text.match(arns) ?? []).flatMap((arn) => whose.arn(arn) ?? [])),
    ...textsIn(object).flatMap((text) =>
      (text.match(names) ?? []).flatMap((name) => strangersBucket(name, tenant, tenancy)),
    ),
    ...objectPlaces(object, (bucket) => tenancy.bucketOwner(bucket) === 'platform')
      // An application may read from unknown buckets, such as public ones, but must not archive into them.
      .filter(({ bucket }) => keepsArchives(object) || tenancy.bucketOwner(bucket) !== 'unknown')
      .flatMap(({ bucket, key }) => whose.objects(bucket, key) ?? []),
    ...secretReferences(object).flatMap((reference) =>
      'fault' in reference
        ? reference.fault
        : (whose.secret('below' in reference ? reference.below : reference.name) ?? []),
    ),
  ];
}

const archivists = [
  'barmancloud.cnpg.io',
  'postgresql.cnpg.io',
  'postgres-operator.crunchydata.com',
  'pxc.percona.com',
  'velero.io',
];

const keepsArchives = (object: RenderedObject): boolean =>
  archivists.some((group) => qualifiedKind(object).startsWith(`${group}/`));

const arns = /arn:aws[a-z-]*:[^\s"'`,;<>|)\]}]+/g;

/** Pattern of bucket names with account and region, see `model/naming.ts`. */
const names = /[a-z0-9][a-z0-9.-]*-\d{12}-[a-z0-9-]+/g;

function strangersBucket(name: string, tenant: string, { bucketOwner }: RenderedTenancy): readonly string[] {
  const owner = bucketOwner(name);
  return typeof owner === 'object' && owner.tenant !== tenant
    ? [`${name} is the bucket of tenant ${owner.tenant}`]
    : [];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('-') || value.includes(':') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const storeSchema = z.looseObject({
  spec: z.looseObject({
    conditions: z.array(z.looseObject({ namespaces: z.array(z.string()).optional() })).default([]),
  }),
});

/** Reasons against a ClusterSecretStore that every namespace may use, or namespaces by labels or a pattern, or those of tenants. */
function openStore(object: RenderedObject, { namespaceOwner }: RenderedTenancy): readonly string[] {
  if (qualifiedKind(object) !== 'external-secrets.io/ClusterSecretStore') return [];
  const { conditions } = storeSchema.parse(object).spec;
  if (conditions.length === 0) return ['lets every namespace read whatever its role may read'];
  return conditions.flatMap(({ namespaces = [], ...others }) => [
    ...Object.keys(others).map((key) => `lets namespaces by ${key} read whatever its role may read`),
    ...namespaces
      .filter((namespace) => namespaceOwner(namespace) !== undefined)
      .map((namespace) => `lets ${namespace} read whatever its role may read`),
  ]);
}
