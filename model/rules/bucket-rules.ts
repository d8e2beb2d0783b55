import type { Names } from '../naming';
import type { Tenant } from '../tenant';
import { findingIf, type Finding } from '../finding';

/**
 * Findings on the names of a tenant's buckets: one that is too long, and one that two of an environment would have.
 *
 * @param owners whose the buckets of the tenants before are, by name; those of this tenant are added
 */
export function bucketFindings(
  { name, services }: Tenant,
  names: Names,
  owners: Map<string, string>,
): readonly Finding[] {
  const ofTenant = services.findIndex(({ needs }) => needs.bucket !== undefined);
  const buckets = [
    ...(ofTenant < 0 ? [] : [{ bucket: names.tenantBucket(name), owner: `tenant ${name}`, index: ofTenant }]),
    ...services.flatMap((service, index) =>
      service.needs.ownBucket === undefined
        ? []
        : [
            {
              bucket: names.serviceBucket(name, service.name),
              owner: `service ${service.name} of tenant ${name}`,
              index,
            },
          ],
    ),
  ];
  return buckets.flatMap(({ bucket, owner, index }) => {
    const taken = owners.get(bucket);
    owners.set(bucket, taken ?? owner);
    const above = bucket.length - longestBucket;
    return [
      ...findingIf(
        above > 0,
        ['services', index, 'bucket'],
        `the bucket would be called ${bucket}: ${bucket.length} characters, and S3 allows ${longestBucket}`,
        owner.startsWith('service')
          ? `shorten the names of tenant and service by ${above} characters`
          : `rename the file with at most ${name.length - above} characters`,
      ),
      ...findingIf(
        taken !== undefined && taken !== owner,
        ['services', index, 'bucket'],
        `the bucket would be called ${bucket}, like that of ${taken ?? ''}`,
        'rename one of the two',
      ),
    ];
  });
}

/** Source: Amazon S3, "General purpose bucket naming rules". */
const longestBucket = 63;
