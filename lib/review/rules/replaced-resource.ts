import { isStateful } from '../../stateful-resources';
import type { ResourceChange } from '../changes';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule } from '../review-rule';
import { resourceSubject } from '../subjects';

/** A resource that CloudFormation makes anew, because a property cannot be changed in place. */
export const replacedResourceRule: ReviewRule = {
  id: 'replaced-resource',
  finds: 'an AWS resource that is replaced, not updated in place',
  class: 'loses-data',
  why: 'CloudFormation creates a new one, which is empty, and deletes the old one or leaves it behind.',
  remedy:
    'Leave the property as it is, or create the new one beside the old one, move the data, and remove the old one later.',
  dangerous: { before: bucket('wiki-uploads'), after: bucket('wiki-files') },
  harmless: { before: bucket('wiki-uploads'), after: bucket('wiki-uploads', { Key: 'team', Value: 'wiki' }) },
  findings: ({ resources }) => {
    const replaced = resources.filter(({ impact }) => impact === 'replace' || impact === 'may-replace');
    const followers = replaced.filter(isFollower);
    return replaced
      .filter((change) => !isFollower(change) || classFor(change) === 'loses-data' || !hasLeader(change, replaced))
      .map((change) => ({
        class: classFor(change),
        layer: 'aws' as const,
        subject: resourceSubject(change),
        what: `${change.impact === 'replace' ? 'is' : 'may be'} replaced${reason(change)}${company(change, followers)}`,
        targets: [
          ...(change.replacing.length === 0
            ? [{ change }]
            : change.replacing.map((property) => ({ change, path: ['Properties', property] }))),
          ...(isFollower(change) ? [] : followersFor(change, followers).map((follower) => ({ change: follower }))),
        ],
      }));
  },
};

/** Whether nothing of it changes but what it refers to. */
const isFollower = ({ differences }: ResourceChange): boolean => differences.length === 0;

const hasLeader = ({ stack }: ResourceChange, replaced: readonly ResourceChange[]): boolean =>
  replaced.some((other) => other.stack === stack && !isFollower(other));

const followersFor = ({ stack }: ResourceChange, followers: readonly ResourceChange[]): readonly ResourceChange[] =>
  followers.filter((follower) => follower.stack === stack);

/** What is made anew because it refers to the resource. */
function company(change: ResourceChange, followers: readonly ResourceChange[]): string {
  const count = isFollower(change) ? 0 : followersFor(change, followers).length;
  return count === 0 ? '' : `, and ${count} that refer to it with it`;
}

/** Types without which people cannot reach something while they are made anew. */
const interrupting =
  /^AWS::(EC2::(VPC|Subnet|Instance|NatGateway|RouteTable|Route|VPCEndpoint|InternetGateway|VPCGatewayAttachment|SubnetRouteTableAssociation)|ElasticLoadBalancingV2::|ElastiCache::|AutoScaling::AutoScalingGroup|IAM::(Role|OIDCProvider|InstanceProfile)|CloudFront::|ECS::|RDS::|EFS::MountTarget|Route53::RecordSet)/;

function classFor({ before, type }: ResourceChange): ReviewClass {
  if (before !== undefined && isStateful(before)) return 'loses-data';
  return interrupting.test(type) ? 'interrupts' : 'watch';
}

const reason = ({ replacing, before, after }: ResourceChange): string => {
  if (before?.Type !== after?.Type) return `, as ${after?.Type ?? 'nothing'}`;
  return replacing.length === 0 ? '' : `, since ${replacing.join(' and ')} cannot be changed in place`;
};

function bucket(
  name: string,
  tag?: { readonly Key: string; readonly Value: string },
): Readonly<Record<string, string>> {
  const Properties = { BucketName: name, Tags: tag === undefined ? [] : [tag] };
  const template = { Resources: { Uploads: { Type: 'AWS::S3::Bucket', Properties } } };
  return { 'aws/test-storage.template.json': JSON.stringify(template, null, 1) };
}
