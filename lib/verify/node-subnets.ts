import { z } from 'zod';
import { blocksOverlap, containsBlock } from '../../model/address-blocks';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeObject } from './describe-object';
import { policyEgress } from './policy-egress';
import type { RenderedRule } from './rendered-rule';

const subnetSchema = z.looseObject({
  CidrBlock: z.string(),
  Tags: z.array(z.looseObject({ Key: z.string() })).default([]),
});
const cacheSchema = z.looseObject({ Port: z.coerce.number() });

/** Role of the subnets of nodes. */
const nodeRole = 'kubernetes.io/role/internal-elb';

/** HTTPS, for interface endpoints of AWS, and the Kubernetes API. */
const openPorts: readonly number[] = [443, 6443];

/**
 * Security groups of the shared file system and of nodes let in whatever comes from a node, and with it every pod; so network policies
 * keep pods away. The file system asks for nothing but the id of an access point.
 */
export const nodeSubnetsRule: RenderedRule = {
  id: 'node-subnets',
  holds: 'no pod calls the subnets of nodes but for HTTPS, the Kubernetes API and shared caches',
  findings: ({ objects, resources }: Rendered) => {
    const subnets = resourcesOfType(resources, 'AWS::EC2::Subnet').flatMap(nodeBlock);
    const caches = resourcesOfType(resources, 'AWS::ElastiCache::ReplicationGroup').map(
      ({ resource }) => cacheSchema.parse(resource.Properties).Port,
    );
    const open: readonly unknown[] = [...openPorts, ...caches];
    return policyEgress(objects).flatMap(({ object, egress }) =>
      egress.flatMap(({ to, ports }) => {
        const others = ports.filter(
          ({ port, endPort }) => port === undefined || endPort !== undefined || !open.includes(port),
        );
        const reached = subnets.filter((subnet) =>
          to.some(
            ({ ipBlock }) =>
              ipBlock !== undefined &&
              blocksOverlap(ipBlock.cidr, subnet) &&
              !ipBlock.except.some((block) => containsBlock(block, subnet)),
          ),
        );
        if (others.length === 0 || reached.length === 0) return [];
        return [
          {
            place: describeObject(object),
            reason: `lets its pods call ${reached.join(', ')}, with nodes, file systems and caches, at ${others.map(({ port }) => port ?? 'every port').join(', ')}`,
            remedy: 'name the blocks of the callee, or the internet without the VPC (cdk8s/base/network/calls-out.ts)',
          },
        ];
      }),
    );
  },
};

function nodeBlock({ resource }: RenderedResource): readonly string[] {
  const { CidrBlock, Tags } = subnetSchema.parse(resource.Properties);
  return Tags.some(({ Key }) => Key === nodeRole) ? [CidrBlock] : [];
}
