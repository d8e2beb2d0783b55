import type { ReviewFinding } from '../review-finding';
import { classWords } from './class-words';
import { markdownPlaces } from './markdown-places';
import { markdownCode, markdownText } from './markdown-text';
import { subjectsPhrase } from './report-words';

/** What a discussion about one finding begins with, as Markdown. */
export function discussionText({ id, environment, what, why, remedy, places, ...finding }: ReviewFinding): string {
  const title = `**${classWords[finding.class]}:** **${markdownText(subjectsPhrase(finding))}** (${markdownText(environment)})`;
  const paragraphs = [
    `${title} ${markdownText(what)}`,
    `${markdownText(why)} *${markdownText(remedy)}* (${markdownCode(id)})`,
    markdownPlaces(places),
  ];
  return paragraphs.filter((each) => each !== '').join('\n\n');
}
