import type { ReviewFinding } from './review-finding';

/** Joins findings that say the same of several subjects. */
export function foldFindings(findings: readonly ReviewFinding[]): readonly ReviewFinding[] {
  const groups = new Map<string, ReviewFinding>();
  for (const finding of findings) {
    const { id, class: danger, environment, what, why, remedy } = finding;
    const key = JSON.stringify([id, danger, environment, what, why, remedy]);
    const first = groups.get(key);
    groups.set(
      key,
      first === undefined
        ? finding
        : {
            ...first,
            subjects: [...new Set([...first.subjects, ...finding.subjects])],
            places: [...first.places, ...finding.places].slice(0, mostPlaces),
          },
    );
  }
  return [...groups.values()];
}

/** Places that a folded finding shows. */
const mostPlaces = 10;
