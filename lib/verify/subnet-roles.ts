import { z } from 'zod';
import { resourcesOfType } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const tagsSchema = z.array(z.looseObject({ Key: z.string() })).default([]);

const roles: readonly string[] = [
  'kubernetes.io/role/elb',
  'kubernetes.io/role/internal-elb',
  'kubernetes.io/cluster/unmanaged',
];

/**
 * Every subnet has a tag with its role: the cloud provider puts load balancers into all subnets of the VPC that have none.
 * Source: OpenShift's documentation, "Installing a cluster on AWS into an existing VPC".
 */
export const subnetRolesRule: RenderedRule = {
  id: 'subnet-roles',
  holds: 'every subnet has a tag for the cloud provider: for load balancers, or not for the cluster',
  findings: ({ resources }) =>
    resourcesOfType(resources, 'AWS::EC2::Subnet').flatMap((each) => {
      const own = tagsSchema.parse(each.resource.Properties.Tags).filter(({ Key }) => roles.includes(Key));
      return own.length === 1
        ? []
        : [
            {
              place: describeResource(each),
              reason: own.length === 0 ? 'no tag gives its role' : 'two tags give its role',
              remedy: `give it one of the tags ${roles.join(', ')}`,
            },
          ];
    }),
};
