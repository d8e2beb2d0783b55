import { z } from 'zod';
import type { Rendered } from '../rendered';
import type { RenderedRule } from './rendered-rule';

/** Property that is the name of a resource, by types whose names are one set for the whole account or the world. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::S3::Bucket': 'BucketName',
};

/**
 * Names are made of parts with hyphens between them, and the parts have hyphens too, so two paths can come to one name.
 * CloudFormation would find out in the middle of a deploy, or adopt what somebody else trusts.
 */
export const uniqueNamesRule: RenderedRule = {
  id: 'unique-names',
  holds: 'no two resources of AWS have one name',
  findings: ({ resources }: Rendered) => {
    const owners = new Map<string, string>();
    return resources.flatMap(({ stack, logicalId, resource: { Type, Properties } }) => {
      const property = nameProperties[Type];
      const name = property === undefined ? undefined : Properties[property];
      if (!z.string().safeParse(name).success) return [];
      const key = `${Type} ${String(name)}`;
      const place = `aws/${stack}.template.json ${logicalId}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? place);
      return owner === undefined
        ? []
        : [
            {
              place,
              reason: `is called ${String(name)}, and so is ${owner}`,
              remedy: 'rename what one of them is named by',
            },
          ];
    });
  },
};
