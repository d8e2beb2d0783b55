import { conditionValues, negatedElements, type Statement } from './policy-statements';
import type { RenderedTenancy } from './tenancy';
import { ownershipCheckFor, type OwnershipCheck } from './ownership-check';

/** What a statement lets a tenant do that does not name the tenant. */
export function statementFaults(statement: Statement, tenant: string, tenancy: RenderedTenancy): readonly string[] {
  const whose = ownershipCheckFor(tenant, tenancy);
  const keyByAlias = hasPlain(conditionValues(statement, ['ForAnyValue:StringEquals'], 'kms:ResourceAliases'));
  const resources = statement.Resource ?? [];
  return [
    ...negatedElements(statement).map((key) => `it says by ${key} what it is not about`),
    ...resources.flatMap((resource) =>
      typeof resource === 'string'
        ? (whose.arn(resource, keyByAlias) ?? wholeBucket(resource, statement, whose, tenancy) ?? [])
        : `${JSON.stringify(resource)} is no plain text`,
    ),
    ...contextFaults(statement, whose),
  ];
}

const hasPlain = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((value) => !/[*?]/.test(value));

/** Questions about a bucket that show no more of what is in it than names of uploads under way. */
const harmless: readonly string[] = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
const listing: readonly string[] = ['s3:ListBucket', 's3:ListBucketVersions'];

/** A bucket of all tenants as a whole: it may be listed below the tenant's own folder. */
function wholeBucket(
  arn: string,
  statement: Statement,
  whose: OwnershipCheck,
  { bucketOwner }: RenderedTenancy,
): string | undefined {
  const [, bucket = ''] = /^arn:aws[a-z-]*:s3:::([^/]+)$/.exec(arn) ?? [];
  if (bucket === '' || bucketOwner(bucket) !== 'platform') return undefined;
  const actions = (statement.Action ?? []).map(String).filter((action) => !harmless.includes(action));
  if (actions.length === 0) return undefined;
  if (actions.some((action) => !listing.includes(action))) return `${actions.join(', ')} on all of ${bucket}`;
  const prefixes = conditionValues(statement, ['StringEquals', 'StringLike'], 's3:prefix');
  // Barman asks whether the bucket is there by a call that names no folder. It shows names, and opens nothing.
  if (conditionValues(statement, ['Null'], 's3:prefix').includes('true')) return undefined;
  if (prefixes.length === 0) return `${actions.join(', ')} on all of ${bucket}`;
  return prefixes.map((prefix) => whose.objects(bucket, prefix)).find((fault) => fault !== undefined);
}

/** What a key says it encrypts. */
const contextFaults = ({ Condition }: Statement, whose: OwnershipCheck): readonly string[] =>
  Object.values(Condition).flatMap((keys) =>
    Object.entries(keys)
      .filter(([key]) => key.startsWith('kms:EncryptionContext:'))
      .flatMap(([, values]) => values.flatMap((value) => whose.arn(String(value)) ?? [])),
  );
