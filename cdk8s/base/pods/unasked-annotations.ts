/**
 * Annotations of a pod with others and the reasons why containers have no probes; undefined without any, because an empty map is one
 * line more in every review.
 *
 * @param reasons by the names of the containers; undefined for one with probes
 */
export function unaskedAnnotations(
  others: Readonly<Record<string, string>> | undefined,
  reasons: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> | undefined {
  const told = Object.entries(reasons).flatMap(([container, reason]) =>
    reason === undefined ? [] : [[`no-probes.commons-platform/${container}`, reason] as const],
  );
  return told.length === 0 ? others : { ...others, ...Object.fromEntries(told) };
}
