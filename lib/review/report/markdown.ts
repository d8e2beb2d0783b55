import type { Review } from '../review';
import type { ReviewFinding } from '../review-finding';
import { classWords } from './class-words';
import type { ComparedVersions } from './compared-versions';
import { markdownPlaces } from './markdown-places';
import { markdownCode, markdownText } from './markdown-text';
import { routinePhrase, subjectsPhrase, verdict, versionsPhrase } from './report-words';

/**
 * A review as Markdown, for a comment in a merge request. Findings that do not fit are counted and not shown, the least dangerous
 * first; a text that is longer than anybody reads is cut, and says so.
 *
 * @param note what else readers should know, such as where else findings are
 * @param limit most characters that it may have
 */
export function markdownReport(review: Review, versions: ComparedVersions, note = '', limit = 60_000): string {
  const unread = fitting(
    review.unread.map(
      ({ file, line, reason, remedy }) =>
        `- **Not compared:** ${markdownCode(`${file}:${line}`)} ${markdownText(reason)}: ${markdownText(remedy)}\n`,
    ),
    limit / 4,
  );
  const routine = fitting(
    review.routine.map((each) => `- ${markdownText(routinePhrase(each))}\n`),
    limit / 8,
  );
  const foot = [
    cutOff('problems', unread.left),
    routine.text === ''
      ? ''
      : `\n<details><summary>Routine</summary>\n\n${routine.text}${cutOff('kinds', routine.left)}\n</details>\n`,
  ].join('');
  const title = `### ${verdict(review)}\n\n${markdownText(versionsPhrase(versions))}\n${note === '' ? '' : `\n${note}\n`}`;
  const blocks = review.findings.map((finding, index) => {
    const heading =
      finding.class === review.findings[index - 1]?.class ? '' : `\n#### ${classWords[finding.class]}\n\n`;
    return heading + findingBlock(finding);
  });
  const room = limit - title.length - unread.text.length - foot.length - 400;
  const findings = fitting(blocks, room);
  const first = blocks.length - findings.left;
  // Above the findings too, where somebody who stops early has read it.
  const warning =
    findings.left === 0
      ? ''
      : `\n**Cut off:** the first ${first} of ${blocks.length} findings, the most dangerous, are here.\n`;
  return [title, warning, '\n', unread.text, findings.text, cutOff('findings', findings.left), foot].join('');
}

/** As many texts as there is room for, and how many are left. */
function fitting(texts: readonly string[], room: number): { readonly text: string; readonly left: number } {
  let text = '';
  for (const [index, each] of texts.entries()) {
    if (text.length + each.length > room) return { text, left: texts.length - index };
    text += each;
  }
  return { text, left: 0 };
}

const cutOff = (what: string, left: number): string =>
  left === 0
    ? ''
    : `\n**Cut off:** ${left} ${what} more do not fit here; \`commons review --html <file>\` shows all.\n`;

function findingBlock({ id, environment, what, why, remedy, places, ...finding }: ReviewFinding): string {
  const where = markdownPlaces(places);
  return (
    `- **${markdownText(subjectsPhrase(finding))}** (${markdownText(environment)}) ${markdownText(what)}\n` +
    `  ${markdownText(why)} *${markdownText(remedy)}* (${markdownCode(id)})\n` +
    (where === '' ? '' : `  ${where}\n`)
  );
}
