import type { ReviewFinding, ReviewLayer, ReviewPlace } from '../review-finding';
import { escapedHtml } from './escaped-html';
import type { NumberedLine } from './line-rows';
import { subjectsPhrase } from './report-words';
import type { ShownRow, SideBySide, SideBySideLookup } from './side-by-side';

export const layerWords: Readonly<Record<ReviewLayer, string>> = {
  aws: 'AWS',
  cluster: 'Cluster',
  elsewhere: 'Elsewhere',
};

/**
 * A finding as an article of a page, with the lines of both versions.
 *
 * @param number place among all findings, counted from 1
 */
export function findingArticle(finding: ReviewFinding, number: number, linesAt: SideBySideLookup): string {
  const { id, class: danger, layer, environment, subjects, what, why, remedy, places } = finding;
  const all =
    subjects.length > 1
      ? `<details class="subjects"><summary>${subjects.length} subjects</summary><ul>${subjects.map((each) => `<li>${escapedHtml(each)}</li>`).join('')}</ul></details>`
      : '';
  const files = linesAt(places);
  const lines =
    files.length === 0
      ? ''
      : `<details class="lines"><summary>Lines before and after</summary>${files.map(fileTable).join('')}</details>`;
  return `<article id="finding-${number}" aria-labelledby="heading-${number}" data-class="${danger}" data-layer="${layer}" data-environment="${escapedHtml(environment)}" tabindex="-1">
<h3 id="heading-${number}"><b>${escapedHtml(subjectsPhrase(finding))}</b> ${escapedHtml(what)}</h3>
<p>${escapedHtml(why)}</p>
<p class="remedy"><b>To keep it safe:</b> ${escapedHtml(remedy)}</p>
<p class="meta">${escapedHtml(environment)} · ${layerWords[layer]} · <code>${escapedHtml(id)}</code></p>
${all}${lines}</article>`;
}

const fileTable = ({ file, isThere, parts }: SideBySide): string =>
  `<table><caption>${escapedHtml(file)}${whereThere(isThere)}</caption><colgroup><col class="number"><col><col class="number"><col></colgroup>
<thead><tr><th colspan="2" scope="colgroup">before</th><th colspan="2" scope="colgroup">after</th></tr></thead>
${parts.map((rows) => `<tbody>${rows.map(tableRow).join('')}</tbody>`).join('\n')}</table>`;

function whereThere({ before, after }: SideBySide['isThere']): string {
  if (!before) return ' (a new file)';
  return after ? '' : ' (no such file after)';
}

function tableRow({ before, after, isMarked }: ShownRow): string {
  const isSame = before?.text === after?.text;
  const classes = [isSame ? 'same' : 'other', ...(isMarked ? ['marked'] : [])];
  return `<tr class="${classes.join(' ')}">${cells('before', before)}${cells('after', after)}</tr>`;
}

const cells = (side: ReviewPlace['side'], line: NumberedLine | undefined): string =>
  line === undefined
    ? `<td class="number"></td><td class="none"></td>`
    : `<td class="number">${line.number}</td><td class="${side}"><code>${escapedHtml(line.text)}</code></td>`;
