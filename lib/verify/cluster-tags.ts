import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { walkValues } from './walk-values';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const tagsSchema = z.array(z.looseObject({ Key: z.string() })).default([]);
const ownGroupSchema = z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const farGroupSchema = z.looseObject({
  'Fn::GetStackOutput': z.looseObject({ StackName: z.string(), OutputName: z.string() }),
});

/**
 * Each machine has exactly one security group with the cluster's tag: the cloud provider writes its rules into that group, and
 * fails if there are two. Source: kubernetes/cloud-provider-aws:pkg/providers/v1/aws.go, `findSecurityGroupForInstance`.
 */
export const clusterTagsRule: RenderedRule = {
  id: 'cluster-tags',
  holds: 'every machine of the cluster has exactly one security group with the tag of its cluster',
  findings: (rendered) => {
    const tagged = taggedGroups(rendered);
    const isTagged = (group: unknown, stack: string): boolean => {
      const own = ownGroupSchema.safeParse(group).data?.['Fn::GetAtt'][0];
      const far = farGroupSchema.safeParse(group).data?.['Fn::GetStackOutput'];
      return tagged.some((each) =>
        own === undefined
          ? // CDK names the output after the resource whose id it exports.
            each.stack === far?.StackName && far.OutputName.includes(`FnGetAtt${each.logicalId}`)
          : each.stack === stack && each.logicalId === own,
      );
    };
    return resourcesOfType(rendered.resources, 'AWS::EC2::LaunchTemplate').flatMap((each) => {
      const count = groupsIn(each.resource.Properties).filter((group) => isTagged(group, each.stack)).length;
      // In a stack that makes security groups of the cluster, all machines are the cluster's; in other stacks, those
      // with such a group.
      const ofCluster = count > 0 || tagged.some(({ stack }) => stack === each.stack);
      return !ofCluster || count === 1
        ? []
        : [
            {
              place: describeResource(each),
              reason: `${count} of its security groups have the tag of the cluster`,
              remedy: 'give it exactly one security group with the tag kubernetes.io/cluster/<infrastructure id>',
            },
          ];
    });
  },
};

const groupsIn = (properties: unknown): readonly unknown[] =>
  [...walkValues(properties)].flatMap(([path, value]) =>
    path.endsWith('.Groups') || path.endsWith('.SecurityGroupIds') ? [value].flat() : [],
  );

const taggedGroups = ({ resources }: Rendered): readonly RenderedResource[] =>
  resourcesOfType(resources, 'AWS::EC2::SecurityGroup').filter(({ resource }) =>
    tagsSchema.parse(resource.Properties.Tags).some(({ Key }) => Key.startsWith('kubernetes.io/cluster/')),
  );
