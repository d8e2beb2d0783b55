import type { ReviewTarget } from '../review-rule';
import type { HolderChange } from './holder-changes';

/** Properties that say rights, the first that a resource has is where to look. */
const properties = [
  'Policies',
  'PolicyDocument',
  'KeyPolicy',
  'AccessPolicy',
  'FileSystemPolicy',
  'ResourcePolicy',
  'RepositoryPolicyText',
  'Policy',
] as const;

/** Where a change of rights can be seen. */
export const rightTargets = ({ changes }: HolderChange): readonly ReviewTarget[] =>
  changes.map((change) => {
    const there = (change.after ?? change.before)?.Properties ?? {};
    const property = properties.find((each) => each in there);
    return property === undefined ? { change } : { change, path: ['Properties', property] };
  });
