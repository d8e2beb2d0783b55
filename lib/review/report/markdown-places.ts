import type { ReviewPlace } from '../review-finding';
import { markdownCode } from './markdown-text';

/** The first places of a finding as Markdown, and how many more it has; empty if it has none. */
export function markdownPlaces(places: readonly ReviewPlace[]): string {
  const shown = places
    .slice(0, mostPlaces)
    .map(({ file, line, side }) => `${markdownCode(`${file}:${line}`)}${side === 'before' ? ' (before)' : ''}`);
  const more = places.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} places more` : ''}`;
}

const mostPlaces = 4;
