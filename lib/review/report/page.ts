import { createHash } from 'node:crypto';
import type { Review } from '../review';
import { reviewClasses, type ReviewClass } from '../review-finding';
import { classCounts } from './class-counts';
import { classWords } from './class-words';
import type { ComparedVersions } from './compared-versions';
import { escapedHtml } from './escaped-html';
import { findingArticle, layerWords } from './finding-article';
import { pageScript } from './page-script';
import { pageStyle } from './page-style';
import { routinePhrase, verdict, versionsPhrase } from './report-words';
import type { SideBySideLookup } from './side-by-side';

/** A review as one page of HTML that needs nothing else: no network, no other file, and no script to be read. */
export const htmlReport = (review: Review, versions: ComparedVersions, linesAt: SideBySideLookup): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${digest(pageStyle)}'; script-src '${digest(pageScript)}'; base-uri 'none'; form-action 'none'">
<title>${escapedHtml(verdict(review))}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<h1>${escapedHtml(verdict(review))}</h1>
<p>${escapedHtml(versionsPhrase(versions))}</p>
${review.findings.length === 0 ? '' : controls(review)}
</header>
<main id="findings" tabindex="-1">
${unreadList(review)}${classSections(review, linesAt)}
<p id="none" hidden>No finding matches.</p>
${routineList(review)}
</main>
<script>${pageScript}</script>
</body>
</html>
`;

/** What alone may style the page and run in it, whatever names it shows. */
const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Hidden without the script that makes them work. */
const controls = (review: Review): string =>
  `<form role="search" hidden>
<label class="search">Search <input type="search" id="search" autocomplete="off" aria-keyshortcuts="/"></label>
${choices(
  'Classes',
  'class',
  classCounts(review).map(([each, count]) => [each, `${classWords[each]} <b>${count}</b>`]),
)}
${choices(
  'Layers',
  'layer',
  layers
    .filter((layer) => review.findings.some((finding) => finding.layer === layer))
    .map((layer) => [layer, layerWords[layer]]),
)}
${choices(
  'Environments',
  'environment',
  [...new Set(review.findings.map(({ environment }) => environment))]
    .sort()
    .map((each) => [escapedHtml(each), escapedHtml(each)]),
)}
<p id="keys">Keys: <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous finding, <kbd>Enter</kbd> shows its lines, <kbd>/</kbd> searches, and <kbd>Esc</kbd> goes from the search to the findings. <code>commons review explain</code> says more of a rule.</p>
</form>
<p role="status" id="count"></p>`;

const layers = ['aws', 'cluster', 'elsewhere'] as const;

/** Check boxes; none where there is nothing to choose. */
const choices = (title: string, name: string, all: readonly (readonly [value: string, words: string])[]): string =>
  all.length < 2
    ? ''
    : `<fieldset><legend>${title}</legend>${all
        .map(
          ([value, words]) =>
            `<label class="${name === 'class' ? value : ''}"><input type="checkbox" name="${name}" value="${value}" checked> ${words}</label>`,
        )
        .join('')}</fieldset>`;

/** The findings, a section for each class. */
const classSections = ({ findings }: Review, linesAt: SideBySideLookup): string =>
  reviewClasses
    .map((danger) => ({ danger, articles: articlesFor(danger, findings, linesAt) }))
    .filter(({ articles }) => articles.length > 0)
    .map(
      ({ danger, articles }) => `<section class="${danger}" aria-labelledby="class-${danger}">
<h2 id="class-${danger}">${classWords[danger]} <span class="number">${articles.length}</span></h2>
${articles.join('\n')}
</section>`,
    )
    .join('\n');

const articlesFor = (danger: ReviewClass, findings: Review['findings'], linesAt: SideBySideLookup): readonly string[] =>
  findings.flatMap((finding, index) => (finding.class === danger ? [findingArticle(finding, index + 1, linesAt)] : []));

const unreadList = ({ unread }: Review): string =>
  unread.length === 0
    ? ''
    : `<section class="unread" aria-labelledby="unread"><h2 id="unread">Not compared, so that this is not all</h2><ul>${unread
        .map(
          ({ file, line, reason, remedy }) =>
            `<li><code>${escapedHtml(`${file}:${line}`)}</code> ${escapedHtml(reason)}<br>${escapedHtml(remedy)}</li>`,
        )
        .join('')}</ul></section>`;

const routineList = ({ routine }: Review): string =>
  routine.length === 0
    ? ''
    : `<details class="routine"><summary>Routine changes</summary><ul>${routine
        .map((each) => `<li>${escapedHtml(routinePhrase(each))}</li>`)
        .join('')}</ul></details>`;
