import type { Comparison } from '../comparison';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { RuleFinding } from '../review-rule';
import { moreTraffic, moreTrafficWords } from './more-traffic';
import { resourceId, securityGroups } from './security-groups';
import { toTemplateSide } from './template-side';

/** Says which packets a security group took before and takes no more, of those who are still there. */
export function narrowerGroups({ before, after, resources }: Comparison): readonly RuleFinding[] {
  if (!resources.some(({ type, before: old }) => groupTypes.test(type) && old !== undefined)) return [];
  const [old, current] = [groupsIn(before), groupsIn(after)];
  return [...old.values()].flatMap((former) => {
    const group = current.get(former.id);
    if (group === undefined) return [];
    // A group that is gone sends nothing that could be missed.
    const rules = former.rules.filter(({ peer }) => !('id' in peer) || current.has(peer.id));
    const context = { inside: [], newBlocks: [], former: new Map<string, string>() };
    return moreTraffic(rules, group.rules, 'ingress', context).map((lost): RuleFinding => ({
      class: 'watch',
      layer: 'aws',
      subject: group.words,
      what: `no longer ${moreTrafficWords('ingress', lost)}`,
      targets: resources
        .filter((change) => [...lost.sources, group.id].includes(resourceId(change)))
        .map((change) => ({ change })),
    }));
  });
}

const groupsIn = (side: RenderedSnapshot) => {
  const { resources, find } = toTemplateSide(side);
  return securityGroups(resources, find).groups;
};

/** Types that say what a security group takes. */
const groupTypes = /^AWS::EC2::(SecurityGroup|SecurityGroupIngress|PrefixList)$/;
