import { z } from 'zod';
import type { Rendered } from '../rendered';
import type { RenderedRule } from './rendered-rule';

/** Property with the name of a resource, by types whose names are unique in the account or world-wide. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Shield::Protection': 'Name',
};

/**
 * No two resources of a type have the same name. Names consist of parts joined by hyphens, and parts may contain hyphens, so two
 * different paths can give one name. CloudFormation would fail in the middle of a deploy, or one role would get the trust of
 * another.
 */
export const uniqueNamesRule: RenderedRule = {
  id: 'unique-names',
  holds: 'no two resources in AWS have the same name',
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
              remedy: 'rename one of the things from which the names are made',
            },
          ];
    });
  },
};
