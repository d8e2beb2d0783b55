import type { Review } from '../review';
import type { ReviewFinding } from '../review-finding';
import { classWords } from './class-words';
import { routinePhrase, subjectsPhrase, verdict } from './report-words';

/**
 * A review as Markdown, for a comment in a merge request. Findings that do not fit are counted and not shown, the least dangerous
 * first.
 *
 * @param limit most characters that it may have
 */
export function markdownReport(review: Review, limit = 60_000): string {
  const head = `### ${verdict(review)}\n`;
  const routine = routineSection(review);
  const unread = unreadSection(review);
  const blocks = review.findings.map((finding, index) => {
    const heading =
      finding.class === review.findings[index - 1]?.class ? '' : `\n#### ${classWords[finding.class]}\n\n`;
    return heading + findingBlock(finding);
  });
  let text = head + unread;
  const room = limit - routine.length - 200;
  const fitting = blocks.findIndex((block) => {
    if (text.length + block.length > room) return true;
    text += block;
    return false;
  });
  const left = fitting < 0 ? 0 : blocks.length - fitting;
  return (
    text +
    (left === 0 ? '' : `\n**Cut off:** ${left} findings more do not fit here; \`commons review\` shows all.\n`) +
    routine
  );
}

function findingBlock({ id, environment, what, why, remedy, places, ...finding }: ReviewFinding): string {
  const where = places.map(
    ({ file, line, side }) => `${code(`${file}:${line}`)}${side === 'before' ? ' (before)' : ''}`,
  );
  return (
    `- **${escaped(subjectsPhrase(finding))}** (${environment}) ${escaped(what)}\n` +
    `  ${escaped(why)} *${escaped(remedy)}* (${code(id)})\n` +
    (where.length === 0 ? '' : `  ${where.slice(0, mostPlaces).join(', ')}\n`)
  );
}

const mostPlaces = 4;

/** Files that could not be read; all of them are in the output of the command. */
function unreadSection({ unread }: Review): string {
  const shown = unread
    .slice(0, mostUnread)
    .map(({ file, line, reason }) => `- **Not read:** ${code(`${file}:${line}`)} ${escaped(reason)}\n`);
  const more = unread.length - shown.length;
  return shown.join('') + (more === 0 ? '' : `- and ${more} files more\n`);
}

const mostUnread = 20;

const routineSection = ({ routine }: Review): string =>
  routine.length === 0
    ? ''
    : `\n<details><summary>Routine</summary>\n\n${routine.map((each) => `- ${escaped(routinePhrase(each))}\n`).join('')}\n</details>\n`;

const code = (text: string): string => `\`${inLine(text).replaceAll('`', "'")}\``;

/** A line of its own may be a command for the forge, such as `/merge`, or a heading. */
const inLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Text of what is rendered comes from tenants, who may not write headings, links, mentions or commands into the comment. */
const escaped = (text: string): string =>
  inLine(text)
    .replaceAll(/[\\`*_[\]<>#|~!]/g, String.raw`\$&`)
    .replaceAll('@', '@\u200b');
