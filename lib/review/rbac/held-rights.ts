import { coversClusterRight, type ClusterRight } from './cluster-right';

/** Returns a check whether somebody with these rights has another one already. Whoever delivers has rights in every namespace. */
export function heldRights(held: readonly ClusterRight[]): (right: ClusterRight) => boolean {
  const byPlace = new Map<string, ClusterRight[]>();
  for (const right of held) {
    const there = byPlace.get(right.namespace);
    if (there === undefined) byPlace.set(right.namespace, [right]);
    else there.push(right);
  }
  return (right) =>
    [right.namespace, '*'].some(
      (place) => byPlace.get(place)?.some((each) => coversClusterRight(each, right)) === true,
    );
}
