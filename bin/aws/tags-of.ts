import type { Tag } from '@aws-sdk/client-ec2';
import type { Tags } from '../../lib/operations/preflight/cloud';

/** A resource as EC2 describes it. */
export interface WithTags {
  readonly Tags?: readonly Tag[];
}

/** Tags of a resource by key. */
export const tagsOf = ({ Tags: tags = [] }: WithTags): Tags =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
