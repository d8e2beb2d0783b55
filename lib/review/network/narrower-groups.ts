import type { Comparison } from '../comparison';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { RuleFinding } from '../review-rule';
import { moreTraffic, moreTrafficWords } from './more-traffic';
import { resourceId, securityGroups, trafficDirections } from './security-groups';
import { toTemplateSide } from './template-side';

/** Says which packets a security group took or sent before and does no more, of and to those who are still there. */
export function narrowerGroups({ before, after, resources }: Comparison): readonly RuleFinding[] {
  if (!resources.some(({ type, before: old }) => groupTypes.test(type) && old !== undefined)) return [];
  const [old, current] = [groupsIn(before), groupsIn(after)];
  return [...old.values()].flatMap((former) => {
    const group = current.get(former.id);
    if (group === undefined) return [];
    // A group that is gone sends nothing that could be missed.
    const rules = former.rules.filter(({ peer }) => !('id' in peer) || current.has(peer.id));
    const context = { inside: [], newBlocks: [], former: new Map<string, string>() };
    return trafficDirections.flatMap((direction) =>
      moreTraffic(rules, group.rules, direction, context).map((lost): RuleFinding => ({
        // Less than everything was written for somebody; who takes a way back is told by the one who sends.
        class: direction === 'egress' && lost.traffic !== 'everything' ? 'interrupts' : 'watch',
        layer: 'aws',
        subject: group.words,
        what:
          direction === 'egress'
            ? moreTrafficWords(direction, lost).replace('may send', 'may no longer send')
            : `no longer ${moreTrafficWords(direction, lost)}`,
        targets: resources
          .filter((change) => [...lost.sources, group.id].includes(resourceId(change)))
          .map((change) => ({ change })),
      })),
    );
  });
}

const groupsIn = (side: RenderedSnapshot) => {
  const { resources, find } = toTemplateSide(side);
  return securityGroups(resources, find).groups;
};

/** Types that say what a security group takes and sends. */
const groupTypes = /^AWS::EC2::(SecurityGroup|SecurityGroupIngress|SecurityGroupEgress|PrefixList)$/;
