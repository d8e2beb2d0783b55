import { conditionValues, negatedElements, type Statement } from '../iam/policy-statements';
import type { RenderedTenancy } from './tenancy';
import { ownershipCheckFor, type OwnershipCheck } from './ownership-check';

/** Reasons why a statement of a tenant's policy allows more than the tenant's own resources; empty if it is right. */
export function statementFaults(statement: Statement, tenant: string, tenancy: RenderedTenancy): readonly string[] {
  const whose = ownershipCheckFor(tenant, tenancy);
  const keyByAlias = namesAliases(conditionValues(statement, ['ForAnyValue:StringEquals'], 'kms:ResourceAliases'));
  const resources = statement.Resource ?? [];
  return [
    ...negatedElements(statement).map((key) => `it uses ${key}, which cannot be checked`),
    ...resources.flatMap((resource) =>
      typeof resource === 'string'
        ? (whose.arn(resource, keyByAlias) ?? wholeBucket(resource, statement, whose, tenancy) ?? [])
        : `${JSON.stringify(resource)} is not plain text`,
    ),
    ...(resources.some((resource) => String(resource).startsWith('arn:aws:kms:')) ? keyFaults(statement) : []),
    ...contextFaults(statement, whose),
  ];
}

const namesAliases = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((value) => /^alias\/[A-Za-z0-9/_-]+$/.test(value));

/** Actions with which S3 and Secrets Manager encrypt and decrypt; a grant or the key's policy would give it to others. */
const keyUse = /^kms:(Decrypt|DescribeKey|Encrypt|GenerateDataKey(\*|WithoutPlaintext)?)$/i;

/** The services that ask for a bucket or a secret as well, which the tenant has to be allowed. */
const throughWhat = /^(s3|secretsmanager)\.[a-z0-9-]+\.amazonaws\.com$/;

/** Reasons why a statement about KMS keys, which all tenants share, lets a tenant do more than read and write its own. */
export function keyFaults(statement: Statement): readonly string[] {
  const wide = (statement.Action ?? []).map(String).filter((action) => isKeyAction(action) && !keyUse.test(action));
  const through = conditionValues(statement, ['StringEquals'], 'kms:ViaService');
  return [
    ...(wide.length === 0 ? [] : [`${wide.join(', ')} on a key that others use`]),
    ...(through.length > 0 && through.every((service) => throughWhat.test(service))
      ? []
      : ['a key that others use, not only through S3 or Secrets Manager (kms:ViaService)']),
  ];
}

function isKeyAction(action: string): boolean {
  const [service = ''] = action.split(':');
  return service.toLowerCase() === 'kms' || /[*?]/.test(service);
}

/** Actions on a shared bucket that reveal nothing but its region and the names of unfinished uploads. */
const harmless: readonly string[] = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
const listing: readonly string[] = ['s3:ListBucket', 's3:ListBucketVersions'];

/** Fault of a statement on a whole bucket; a bucket of all tenants may only be listed below the tenant's own folder. */
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
  // Barman checks that the bucket exists with a list call without a prefix. The answer shows names of objects, not contents.
  const absent = conditionValues(statement, ['Null'], 's3:prefix');
  if (absent.length > 0 && absent.every((value) => value === 'true')) return undefined;
  if (prefixes.length === 0) return `${actions.join(', ')} on all of ${bucket}`;
  return prefixes.map((prefix) => whose.objects(bucket, prefix)).find((fault) => fault !== undefined);
}

/** Faults in conditions on the encryption context of a KMS key. */
const contextFaults = ({ Condition }: Statement, whose: OwnershipCheck): readonly string[] =>
  Object.values(Condition).flatMap((keys) =>
    Object.entries(keys)
      .filter(([key]) => key.startsWith('kms:EncryptionContext:'))
      .flatMap(([, values]) => values.flatMap((value) => whose.arn(String(value)) ?? [])),
  );
