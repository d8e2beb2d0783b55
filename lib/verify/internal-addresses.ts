import { clusterInternalBlocks } from '../../model/data/cluster-internal-blocks';
import type { Rendered } from '../rendered';
import { describeObject } from './describe-object';
import { policyEgress } from './policy-egress';
import type { RenderedRule } from './rendered-rule';

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
    policyEgress(objects).flatMap(({ object, egress }) =>
      egress
        .flatMap(({ to }) => to.flatMap(({ ipBlock }) => ipBlock ?? []))
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
