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

/** Properties with the name by which a policy can say what it is about. */
const nameProperties = ['BucketName', 'QueueName', 'TopicName'] as const;

/** Types that say who may use something. */
export const isResourcePolicyType = (type: string): boolean => type in resourcePolicies;

/** What has a policy about who may use it, by a name that is the same in both versions. */
export function resourceHolders(resources: readonly RenderedResource[]): ReadonlyMap<string, PolicyHolder> {
  const byPlace = new Map(resources.map((each) => [`${each.stack}/${each.logicalId}`, each] as const));
  const byName = new Map(
    resources.flatMap((each) =>
      nameProperties.flatMap((property) => {
        const name = each.resource.Properties[property];
        return typeof name === 'string' ? [[name, each] as const] : [];
      }),
    ),
  );
  return new Map(
    resources.flatMap((each): readonly (readonly [string, PolicyHolder])[] => {
      const where = resourcePolicies[each.resource.Type];
      if (where === undefined) return [];
      const document = valueAt(each.resource.Properties, [where.policy]);
      const statements = document === undefined ? (where.absent ?? []) : findStatements(document);
      const target = findTarget(each, where, byPlace, byName);
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
  byName: ReadonlyMap<string, RenderedResource>,
): RenderedResource | undefined {
  if (target === undefined) return each;
  const value = firstValue(each, target);
  const reference: unknown = valueAt(value, ['Ref']);
  if (typeof reference === 'string') return byPlace.get(`${each.stack}/${reference}`);
  return typeof value === 'string' ? byName.get(value) : undefined;
}

const named = (each: RenderedResource, { target = '' }: ResourcePolicy): string => toPattern(firstValue(each, target));

function firstValue({ resource: { Properties } }: RenderedResource, property: string): unknown {
  const value = Properties[property];
  return Array.isArray(value) ? value[0] : value;
}
