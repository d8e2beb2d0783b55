import { classWords } from '../../lib/review/report/class-words';
import type { ReviewExample, ReviewRule } from '../../lib/review/review-rule';
import { reviewRules } from '../../lib/review/rules';
import { didYouMean } from '../../model/did-you-mean';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';

/**
 * Prints what a rule of the review finds, with a dangerous example and its harmless twin.
 *
 * @throws ProblemsError when no rule has that name.
 */
export function explainReviewRule(id: string): void {
  const rule = reviewRules.find((each) => each.id === id);
  if (rule === undefined) {
    const known = reviewRules.map((each) => each.id);
    throw new ProblemsError([
      fileProblem(id, 'is no rule of the review', didYouMean(id, known, `name one of: ${known.join(', ')}`)),
    ]);
  }
  console.log(words(rule));
}

const words = ({ id, finds, class: danger, why, remedy, dangerous, harmless }: ReviewRule): string =>
  [
    `${id}: ${finds}`,
    `Class: ${classWords[danger]}, or a lesser one`,
    '',
    why,
    remedy,
    '',
    `DANGEROUS\n${exampleText(dangerous)}`,
    `HARMLESS\n${exampleText(harmless)}`,
  ].join('\n');

/** The lines of both versions that differ, by file. */
const exampleText = ({ before, after }: ReviewExample): string =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((file) => {
      const [old, current] = [linesIn(before[file]), linesIn(after[file])];
      const lines = [
        ...old.filter((line) => !current.includes(line)).map((line) => `- ${line}`),
        ...current.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
      ];
      return lines.length === 0 ? '' : `  ${file}\n${lines.map((line) => `  ${line}\n`).join('')}`;
    })
    .join('');

const linesIn = (text: string | undefined): readonly string[] => text?.trimEnd().split('\n') ?? [];
