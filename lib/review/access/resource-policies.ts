import { toPattern } from '../../iam/pattern-text';
import { findStatements, parseStatements, type Statement } from '../../iam/policy-statements';
import type { RenderedResource } from '../../rendered';
import { resourceTenant } from '../../verify/tenancy';
import { valueAt } from '../value-at';
import type { PolicyHolder } from './policy-holder';
import { resourceWords } from './resource-words';

/** Where a type has the policy that says who may use something. */
interface ResourcePolicy {
  readonly policy: string;
  /**
   * Property that names what the policy is about.
   * @default the resource itself
   */
  readonly target?: string;
  /**
   * What holds without a policy.
   * @default nobody is let in by it
   */
  readonly absent?: readonly Statement[];
}

const everything = parseStatements({ Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } });

const resourcePolicies: Readonly<Record<string, ResourcePolicy>> = {
  'AWS::Backup::BackupVault': { policy: 'AccessPolicy' },
  // An endpoint without a policy lets everything through.
  'AWS::EC2::VPCEndpoint': { policy: 'PolicyDocument', absent: everything },
  'AWS::ECR::Repository': { policy: 'RepositoryPolicyText' },
  // Whoever reaches a file system without a policy may mount it and write to it.
  'AWS::EFS::FileSystem': { policy: 'FileSystemPolicy', absent: everything },
  'AWS::KMS::Key': { policy: 'KeyPolicy' },
  'AWS::S3::BucketPolicy': { policy: 'PolicyDocument', target: 'Bucket' },
  'AWS::S3::AccessPoint': { policy: 'Policy' },
  'AWS::SNS::TopicPolicy': { policy: 'PolicyDocument', target: 'Topics' },
  'AWS::SQS::QueuePolicy': { policy: 'PolicyDocument', target: 'Queues' },
  'AWS::SecretsManager::ResourcePolicy': { policy: 'ResourcePolicy', target: 'SecretId' },
};

/** Types that say who may use something. */
export const isResourcePolicyType = (type: string): boolean => type in resourcePolicies;

/** What has a policy about who may use it, by a name that is the same in both versions. */
export function resourceHolders(resources: readonly RenderedResource[]): ReadonlyMap<string, PolicyHolder> {
  const byPlace = new Map(resources.map((each) => [`${each.stack}/${each.logicalId}`, each] as const));
  return new Map(
    resources.flatMap((each): readonly (readonly [string, PolicyHolder])[] => {
      const where = resourcePolicies[each.resource.Type];
      if (where === undefined) return [];
      const document = valueAt(each.resource.Properties, [where.policy]);
      const statements = document === undefined ? (where.absent ?? []) : findStatements(document);
      const target = findTarget(each, where, byPlace);
      const holder: PolicyHolder = {
        kind: 'resource',
        subject: target === undefined ? `who may use ${named(each, where)}` : resourceWords(target),
        statements: statements ?? [],
        managed: [],
        boundary: undefined,
        limits: undefined,
        tenant: target && resourceTenant(target),
        about: target,
        parts: [each],
        isUnread: statements === undefined,
        isDefault: document === undefined,
      };
      return [[`${each.resource.Type} ${each.stack}/${each.logicalId}`, holder]];
    }),
  );
}

/** What a policy is about; undefined for something that is not in the same template. */
function findTarget(
  each: RenderedResource,
  { target }: ResourcePolicy,
  byPlace: ReadonlyMap<string, RenderedResource>,
): RenderedResource | undefined {
  if (target === undefined) return each;
  const value = firstValue(each, target);
  const reference: unknown = valueAt(value, ['Ref']);
  if (typeof reference === 'string') return byPlace.get(`${each.stack}/${reference}`);
  const nameProperties = ['BucketName', 'Name', 'QueueName', 'TopicName'];
  return [...byPlace.values()].find(({ resource: { Properties } }) =>
    nameProperties.some((property) => typeof value === 'string' && Properties[property] === value),
  );
}

const named = (each: RenderedResource, { target = '' }: ResourcePolicy): string => toPattern(firstValue(each, target));

function firstValue({ resource: { Properties } }: RenderedResource, property: string): unknown {
  const value = Properties[property];
  return Array.isArray(value) ? value[0] : value;
}
