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

/** Addresses of the EC2 instance metadata service, from which a pod could get the credentials of its machine. */
const linkLocal = '169.254.0.0/16';

/** Block of all IPv4 addresses, which rules use for the internet. */
const everywhere = '0.0.0.0/0';

const closed: readonly string[] = [...Object.keys(clusterInternalBlocks), linkLocal];

/** NetworkPolicies that allow egress to the internet exclude the cluster's internal networks and the metadata service. */
export const internalAddressesRule: RenderedRule = {
  id: 'internal-addresses',
  holds:
    'no NetworkPolicy that allows the internet allows the cluster’s internal addresses or the metadata of machines',
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
          reason: `allows its pods to call everything, ${open.join(', ')} too`,
          remedy: `add ${open.join(', ')} to except`,
        })),
    ),
};
