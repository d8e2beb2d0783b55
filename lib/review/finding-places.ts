import { placesFor } from './places';
import type { RenderedSnapshot } from './rendered-snapshot';
import type { ReviewPlace } from './review-finding';
import type { ReviewTarget } from './review-rule';

/** Targets whose places are looked up for one subject: whoever has seen a few knows where to look. */
const mostTargets = 5;

/** Places that a finding of several subjects shows. */
const mostPlaces = 10;

/** Returns where a finding can be seen, which is looked up for the first of its subjects alone. */
export function findingPlaces(
  targets: readonly (readonly ReviewTarget[])[],
  sides: readonly [before: RenderedSnapshot, after: RenderedSnapshot],
): readonly ReviewPlace[] {
  const places: ReviewPlace[] = [];
  for (const each of targets) {
    if (places.length >= mostPlaces) break;
    const looked = each.slice(0, mostTargets).flatMap((target) => placesFor(target, sides));
    places.push(
      ...new Map(looked.map((place) => [`${place.side} ${place.line} ${place.file}`, place] as const)).values(),
    );
  }
  return places.slice(0, mostPlaces);
}
