/**
 * Annotation of a pod with a container that may be more than the restricted profile allows, or somebody in particular; see
 * `lib/verify/restricted-containers.ts`.
 */
export const unrestrictedBecause = (container: string, reason: string): Readonly<Record<string, string>> => ({
  [`unrestricted.commons-platform/${container}`]: reason,
});
