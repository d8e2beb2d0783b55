import type { Review } from '../review';
import type { ReviewFinding } from '../review-finding';
import { classWords } from './class-words';
import { routinePhrase, subjectsPhrase, verdict } from './report-words';

/** A review as plain text, the most dangerous first. */
export function terminalReport(review: Review): string {
  const blocks = review.findings.map((finding, index) => {
    const heading =
      finding.class === review.findings[index - 1]?.class ? '' : `${classWords[finding.class].toUpperCase()}\n`;
    return heading + findingText(finding);
  });
  const routine = review.routine.map((each) => `    ${routinePhrase(each)}`);
  return [...blocks, ...(routine.length === 0 ? [] : [`ROUTINE\n${routine.join('\n')}\n`]), verdict(review)].join('\n');
}

function findingText({ id, environment, what, why, remedy, places, ...finding }: ReviewFinding): string {
  const where = places.map(({ file, line, side }) => `    ${file}:${line}${side === 'before' ? ' (before)' : ''}\n`);
  return `  ${subjectsPhrase(finding)} (${environment}) ${what}\n    ${why}\n    ${remedy} [${id}]\n${where.join('')}`;
}
