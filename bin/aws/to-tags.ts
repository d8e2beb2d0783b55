import type { Tag } from '@aws-sdk/client-ec2';
import type { Tags } from '../../lib/operations/preflight/cloud';

/** A resource as EC2 describes it. */
export interface Ec2Tagged {
  readonly Tags?: readonly Tag[];
}

/** Tags of a resource by key. */
export const toTags = ({ Tags: tags = [] }: Ec2Tagged): Tags =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
