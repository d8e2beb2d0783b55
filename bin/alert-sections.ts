import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertsFile } from '../model/documentation';
import { sectionAnchors } from '../lib/verify/section-anchors';
import { programFolder } from './program-folder';

/**
 * Anchors of `docs/alerts.md`, as this version of the program brings it.
 *
 * @param home folder of a home, whose own `docs/alerts.md` describes the alerts of its own kinds of services
 */
export const bundledAlertSections = (home?: string): ReadonlySet<string> =>
  new Set([programFolder(), ...(home === undefined ? [] : [home])].flatMap(sectionsBelow));

function sectionsBelow(folder: string): readonly string[] {
  const page = join(folder, 'docs', alertsFile);
  return existsSync(page) ? sectionAnchors(readFileSync(page, 'utf8')) : [];
}
