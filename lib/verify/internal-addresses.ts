import { z } from 'zod';
import { clusterInternalBlocks } from '../../model/data/cluster-internal-blocks';
import { objectsOfKind, type Rendered } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const policySchema = z.looseObject({
  spec: z.looseObject({
    egress: z
      .array(
        z.looseObject({
          to: z
            .array(
              z.looseObject({
                ipBlock: z.looseObject({ cidr: z.string(), except: z.array(z.string()).default([]) }).optional(),
              }),
            )
            .default([]),
        }),
      )
      .default([]),
  }),
});

/** Where the cloud tells a machine who it is, by which a pod could become its machine. */
const linkLocal = '169.254.0.0/16';

/** The internet, as a rule has it. */
const everywhere = '0.0.0.0/0';

const closed: readonly string[] = [...Object.keys(clusterInternalBlocks), linkLocal];

/** A rule that lets pods out to the internet must not let them into the cluster, past the policies of whom they reach. */
export const internalAddressesRule: RenderedRule = {
  id: 'internal-addresses',
  holds:
    'no network policy that opens the internet opens the addresses inside the cluster or of its machines’ metadata',
  findings: ({ objects }: Rendered) =>
    objectsOfKind(objects, 'networking.k8s.io/NetworkPolicy').flatMap((object) =>
      policySchema
        .parse(object)
        .spec.egress.flatMap(({ to }) => to.flatMap(({ ipBlock }) => ipBlock ?? []))
        .filter(({ cidr }) => cidr === everywhere)
        .map(({ except }) => closed.filter((block) => !except.includes(block)))
        .filter((open) => open.length > 0)
        .map((open) => ({
          place: describeObject(object),
          reason: `lets its pods out to everywhere, ${open.join(', ')} too`,
          remedy: `add ${open.join(', ')} to except`,
        })),
    ),
};
