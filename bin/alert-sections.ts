import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionAnchors } from '../lib/verify/section-anchors';
import { programFolder } from './program-folder';

/**
 * Anchors of the page of alerts that this version of the program has with it.
 *
 * @param home folder of a home, whose own `docs/alerts.md` has what kinds of its own tell
 */
export const bundledAlertSections = (home?: string): ReadonlySet<string> =>
  new Set([programFolder(), ...(home === undefined ? [] : [home])].flatMap(sectionsBelow));

function sectionsBelow(folder: string): readonly string[] {
  const page = join(folder, 'docs', 'alerts.md');
  return existsSync(page) ? sectionAnchors(readFileSync(page, 'utf8')) : [];
}
