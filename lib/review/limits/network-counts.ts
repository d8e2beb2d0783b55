import { z } from 'zod';
import { defaultAclRules } from '../../../model/data/vpc-quotas';
import type { RenderedResource } from '../../rendered';
import { groupRuleCounts } from '../../verify/group-rule-counts';
import { allowedGroupRules } from '../../verify/security-group-rules';
import { objectsOfKinds } from '../objects-of-kinds';
import { referredResource } from '../order/referred-resource';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { LimitedCount } from './limited-count';

/** Kinds of objects for which the cluster adds rules to security groups. */
const balancerKinds = new Set(['operator.openshift.io/IngressController']);

/** Counts what a VPC limits: rules of security groups and of network ACLs. */
export const networkCounts = (snapshot: RenderedSnapshot): readonly LimitedCount[] => [
  ...groupCounts(snapshot),
  ...aclCounts(snapshot.resources),
];

function groupCounts(snapshot: RenderedSnapshot): readonly LimitedCount[] {
  const { resources } = snapshot;
  const { sums } = groupRuleCounts({ objects: objectsOfKinds(snapshot, balancerKinds), resources });
  const limit = allowedGroupRules({ resources });
  return [...sums].map(([key, count]) => {
    const [place = '', counted = ''] = key.split('\t');
    const [stack = '', logicalId = '', ...more] = place.split(' ');
    // The balancer of a router has a group that no template makes.
    const subject =
      more.length === 0 ? `security group ${logicalId} of ${stack}` : `security group of the ${more.join(' ')}`;
    return { key, subject, place, count, limit, unit: `rules for ${counted}` };
  });
}

const entrySchema = z.looseObject({
  NetworkAclId: z.unknown(),
  Egress: z.union([z.boolean(), z.string()]).default(false),
  Ipv6CidrBlock: z.unknown().optional(),
});

/** Rules that AWS adds in each direction and family: it denies all else. */
const ofAws = 1;

function aclCounts(resources: readonly RenderedResource[]): readonly LimitedCount[] {
  const sums = new Map<string, LimitedCount>();
  for (const { stack, resource } of resources) {
    if (resource.Type !== 'AWS::EC2::NetworkAclEntry') continue;
    const { data } = entrySchema.safeParse(resource.Properties);
    const acl = referredResource(data?.NetworkAclId);
    if (data === undefined || acl === undefined) continue;
    const direction = String(data.Egress) === 'true' ? 'egress' : 'ingress';
    const unit = `rules for ${direction} by ${data.Ipv6CidrBlock === undefined ? 'IPv4' : 'IPv6'}`;
    const place = `${stack} ${acl}`;
    const count = (sums.get(`${place} ${unit}`)?.count ?? ofAws) + 1;
    const subject = `network ACL ${acl} of ${stack}`;
    sums.set(`${place} ${unit}`, { key: `${place} ${unit}`, subject, place, count, limit: defaultAclRules, unit });
  }
  return [...sums.values()];
}
