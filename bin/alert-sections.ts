import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionAnchors } from '../lib/verify/section-anchors';
import { programFolder } from './program-package';

/** Anchors of the page of alerts that this version of the program has with it. */
export const alertSections = (): ReadonlySet<string> =>
  new Set(sectionAnchors(readFileSync(join(programFolder(), 'docs', 'alerts.md'), 'utf8')));
