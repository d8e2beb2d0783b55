import type { ReviewFinding } from '../review-finding';
import type { Review } from '../review';
import type { RoutineCount } from '../routine';
import { shortList } from '../../short-list';
import type { ComparedVersions } from './compared-versions';

/** Subjects that are written out; of more, the number is said. */
const mostSubjects = 3;

/** The subjects of a finding as a phrase, like `pods a/b and 60 more`. */
export function subjectsPhrase({ subjects }: Pick<ReviewFinding, 'subjects'>): string {
  return shortList(subjects, mostSubjects);
}

/** The number of routine changes of a kind as a phrase, like `61 PrometheusRule changed`. */
export function routinePhrase({ kind, added, changed, removed }: RoutineCount): string {
  const word = kind.includes('::') ? kind : kind.slice(kind.indexOf('/') + 1);
  const counts = [
    ['added', added],
    ['changed', changed],
    ['removed', removed],
  ] as const;
  return `${word}: ${counts.flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`])).join(', ')}`;
}

/** What a review comes to, in one sentence. */
export function verdict({ findings, routine, unread }: Review): string {
  if (unread.length > 0) {
    return `Not everything could be compared, so this is not all: ${unread.length} ${unread.length === 1 ? 'problem' : 'problems'}`;
  }
  const serious = findings.filter(({ class: danger }) => danger !== 'watch' && danger !== 'routine').length;
  if (findings.length === 0 && routine.length === 0) return 'Nothing that is rendered changes';
  if (serious === 0) return findings.length === 0 ? 'Routine changes only' : 'Nothing dangerous was found';
  return serious === 1 ? '1 finding needs a decision' : `${serious} findings need a decision`;
}

/** Which versions are compared, so that nobody takes a review of something else for that of the change. */
export const versionsPhrase = ({ before, after }: ComparedVersions): string => `From ${before} to ${after}`;
