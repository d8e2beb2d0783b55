/**
 * Annotation of a pod with the reason why one container exceeds the pod security standard `restricted` or has a fixed user
 * id; see `lib/verify/restricted-containers.ts`.
 */
export const unrestrictedBecause = (container: string, reason: string): Readonly<Record<string, string>> => ({
  [`unrestricted.commons-platform/${container}`]: reason,
});
