/** Keys in a resource's metadata under which a reviewer, and a rule of `lib/verify`, finds why the resource is an exception. */
export const reasonMetadata = {
  /** Why a statement of a role or policy is about every resource. */
  everyResource: 'commons-platform/every-resource-because',
  /** Why a security group lets the whole internet in. */
  openToAll: 'commons-platform/open-to-all-because',
  /** Why what holds data goes with its stack. */
  transient: 'commons-platform/transient-because',
} as const;
