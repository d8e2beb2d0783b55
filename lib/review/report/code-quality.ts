import { findingKey } from '../finding-key';
import type { Review } from '../review';
import type { ReviewClass, ReviewFinding } from '../review-finding';
import { classWords } from './class-words';
import { subjectsPhrase } from './report-words';

/** One entry of GitLab's Code Quality report. Source: GitLab documentation, "Code Quality report format". */
interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const severities: Readonly<Record<ReviewClass, CodeQualityIssue['severity']>> = {
  'loses-data': 'blocker',
  interrupts: 'critical',
  'lets-in': 'critical',
  weakens: 'major',
  costs: 'minor',
  irreversible: 'major',
  watch: 'info',
  routine: 'info',
};

/**
 * A review as GitLab's Code Quality report, one issue for each finding and one for each file that could not be read. GitLab shows
 * issues with the same fingerprint once, so no two have the same.
 *
 * @param folder path of the rendered files, as Git has it; issues without a place are at the folder of their environment
 */
export const codeQualityReport = ({ findings, unread }: Review, folder: string): readonly CodeQualityIssue[] => [
  ...unread.map(({ file, line, reason, remedy }): CodeQualityIssue => ({
    description: `${file} ${reason}: ${remedy}`,
    check_name: 'unread',
    fingerprint: `unread:${file}:${line}`,
    severity: 'blocker',
    location: { path: file, lines: { begin: line } },
  })),
  ...findings.map((finding): CodeQualityIssue => ({
    description: `${classWords[finding.class]}: ${subjectsPhrase(finding)} ${finding.what}. ${finding.remedy}`,
    check_name: finding.id,
    fingerprint: findingKey(finding),
    severity: severities[finding.class],
    location: locationFor(finding, folder),
  })),
];

/** Where it can be seen: in the new version if it is there, since GitLab links to that. */
function locationFor({ places, environment }: ReviewFinding, folder: string): CodeQualityIssue['location'] {
  const place = places.find(({ side }) => side === 'after') ?? places[0];
  return place === undefined
    ? { path: `${folder}/${environment}`, lines: { begin: 1 } }
    : { path: place.file, lines: { begin: place.line } };
}
