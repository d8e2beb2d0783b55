import { z } from 'zod';
import { objectsOfKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

const subscriptionSchema = z.looseObject({
  metadata: z.looseObject({ namespace: z.string().default('') }),
  spec: z.looseObject({
    name: z.string(),
    installPlanApproval: z.string().default('Automatic'),
    startingCSV: z.string().optional(),
  }),
});

const listsSchema = z.looseObject({
  data: z.looseObject({ versions: z.string().default(''), unpinned: z.string().default('') }),
});

/** Name of the ConfigMap that lists the versions to approve; see `cdk8s/platform/operators/approval-script.ts`. */
const lists = 'operator-approval';

/**
 * Subscriptions name a version (`startingCSV`) and need approval, and the list of approved versions names the same: otherwise OLM
 * installs each new version by itself. A listed version that no Subscription names would be installed without a review; a version
 * of a Subscription that is not listed would wait for ever.
 */
export const pinnedOperatorsRule: RenderedRule = {
  id: 'pinned-operators',
  holds: 'every operator has a pinned version, or is listed as not pinned yet',
  findings: ({ objects }) => {
    const subscriptions = objectsOfKind(objects, 'operators.coreos.com/Subscription');
    const maps = objectsOfKind(objects, '/ConfigMap').filter(({ metadata }) => metadata.name === lists);
    const linesOf = (list: 'versions' | 'unpinned') =>
      maps.flatMap((map) =>
        listsSchema
          .parse(map)
          .data[list].split('\n')
          .filter((line) => line !== ''),
      );
    const [versions, unpinned] = [linesOf('versions'), linesOf('unpinned')];
    const named = subscriptions.map((object) => describeSubscription(object));
    return [
      ...subscriptions.flatMap((object) => findFaults(object, versions, unpinned)),
      ...maps.flatMap((map) =>
        [...versions, ...unpinned]
          .filter((line) => !named.includes(line))
          .map((line) => finding(map, `lists ${line}, and no Subscription names it`, 'remove the line')),
      ),
    ];
  },
};

function describeSubscription(object: RenderedObject): string {
  const { metadata, spec } = subscriptionSchema.parse(object);
  return [metadata.namespace, spec.name, spec.startingCSV].filter((part) => part !== undefined).join(' ');
}

function findFaults(
  object: RenderedObject,
  versions: readonly string[],
  unpinned: readonly string[],
): readonly RenderedFinding[] {
  const { installPlanApproval, startingCSV } = subscriptionSchema.parse(object).spec;
  const line = describeSubscription(object);
  return [
    ...(installPlanApproval === 'Manual'
      ? []
      : [finding(object, 'installs every new version by itself', 'set installPlanApproval to Manual')]),
    ...(startingCSV === undefined && !unpinned.includes(line)
      ? [
          finding(
            object,
            'names no version, and is not in the list of operators without one',
            `add ${line} to ${lists}, or a startingCSV`,
          ),
        ]
      : []),
    ...(startingCSV !== undefined && !versions.includes(line)
      ? [
          finding(
            object,
            `${startingCSV} is not in the list of approved versions`,
            `add ${line} to the versions of ${lists}`,
          ),
        ]
      : []),
  ];
}

const finding = (object: RenderedObject, reason: string, remedy: string): RenderedFinding => ({
  place: describeObject(object),
  reason,
  remedy,
});
