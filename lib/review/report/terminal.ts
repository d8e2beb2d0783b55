import type { Review } from '../review';
import type { ReviewFinding } from '../review-finding';
import { classWords } from './class-words';
import type { ComparedVersions } from './compared-versions';
import { routinePhrase, subjectsPhrase, verdict, versionsPhrase } from './report-words';
import { visibleText } from './visible-text';

/**
 * A review as plain text, the most dangerous first. Of many findings the first ones are shown, and the others counted.
 *
 * @param most findings that are shown
 */
export function terminalReport(review: Review, versions: ComparedVersions, most = 100): string {
  const blocks = review.findings.slice(0, most).map((finding, index) => {
    const heading =
      finding.class === review.findings[index - 1]?.class ? '' : `${classWords[finding.class].toUpperCase()}\n`;
    return heading + findingText(finding);
  });
  const left = review.findings.length - blocks.length;
  const cut =
    left === 0 ? [] : [`CUT OFF: ${left} findings more, none more dangerous: --html <file> or --json have all\n`];
  const routine = review.routine.map((each) => `    ${visibleText(routinePhrase(each))}`);
  return [
    ...blocks,
    ...cut,
    ...(routine.length === 0 ? [] : [`ROUTINE\n${routine.join('\n')}\n`]),
    `${verdict(review)}\n${visibleText(versionsPhrase(versions))}`,
  ].join('\n');
}

function findingText({ id, environment, what, why, remedy, places, ...finding }: ReviewFinding): string {
  const where = places.map(({ file, line, side }) => `  ${file}:${line}${side === 'before' ? ' (before)' : ''}`);
  return [`${subjectsPhrase(finding)} (${environment}) ${what}`, `  ${why}`, `  ${remedy} [${id}]`, ...where]
    .map((line) => `  ${visibleText(line)}\n`)
    .join('');
}
