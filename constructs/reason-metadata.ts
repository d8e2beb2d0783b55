/**
 * Keys in a resource's metadata under which a reviewer, and a rule of `lib/verify`, finds why the resource is an
 * exception.
 */
export const reasonMetadata = {
  /** Why a statement of a role or policy has the resource `*`. */
  everyResource: 'commons-platform/every-resource-because',
  /** Why a security group lets in the whole internet. */
  openToAll: 'commons-platform/open-to-all-because',
  /** Why a resource that holds data is deleted with its stack. */
  transient: 'commons-platform/transient-because',
} as const;
