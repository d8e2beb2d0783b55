import { NetworkStack } from '../stacks/network-stack';
import { PortsStack } from '../stacks/ports-stack';
import { portsProps } from './ports';
import { stackRow } from './stack-row';

export const portsRow = stackRow({
  noun: 'ports',
  stack: PortsStack,
  when: ({ edge }) => edge.ports,
  needs: [],
  uses: [NetworkStack],
  after: [],
  make: ({ app, place, environment, use }) => {
    const { vpcId, publicSubnetIds } = use(NetworkStack);
    return new PortsStack(app, place.stackName, {
      ...place,
      balancer: { ...portsProps(environment), vpcId, publicSubnetIds },
    });
  },
});
