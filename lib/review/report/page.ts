import type { Review } from '../review';
import type { ReviewFinding, ReviewPlace } from '../review-finding';
import { classWords } from './class-words';
import { classCounts } from './class-counts';
import type { Excerpt, ExcerptLookup } from './excerpt';
import { pageScript } from './page-script';
import { pageStyle } from './page-style';
import { routinePhrase, subjectsPhrase, verdict } from './report-words';

/** What a page is headed with. */
export interface PageTitle {
  /** The versions that are compared, as the person has named them. */
  readonly before: string;
  readonly after: string;
}

/** A review as one page of HTML that needs nothing else: no network, no other file. */
export const htmlReport = (review: Review, { before, after }: PageTitle, excerptAt: ExcerptLookup): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(verdict(review))}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${escaped(verdict(review))}</h1>
<p>${escaped(before)} → ${escaped(after)}</p>
${controls(review)}
</header>
<main>
${unreadList(review)}${review.findings.map((finding) => article(finding, excerptAt)).join('\n')}
<p id="none" hidden>No finding matches.</p>
${routineList(review)}
</main>
<script>${pageScript}</script>
</body>
</html>
`;

const controls = (review: Review): string =>
  `<form role="search">
<label>Search <input type="search" id="search" autocomplete="off" aria-keyshortcuts="/"></label>
<fieldset><legend>Classes</legend>${classCounts(review)
    .map(
      ([each, count]) =>
        `<label class="${each}"><input type="checkbox" name="class" value="${each}" checked> ${classWords[each]} <b>${count}</b></label>`,
    )
    .join('')}</fieldset>
<fieldset><legend>Layers</legend>${layers
    .filter((layer) => review.findings.some((finding) => finding.layer === layer))
    .map((layer) => `<label><input type="checkbox" name="layer" value="${layer}" checked> ${layerWords[layer]}</label>`)
    .join('')}</fieldset>
<p id="keys">Keys: <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous finding, <kbd>Enter</kbd> shows its lines, <kbd>/</kbd> searches.</p>
<p role="status" id="count"></p>
</form>`;

const layers = ['aws', 'cluster', 'elsewhere'] as const;
const layerWords = { aws: 'AWS', cluster: 'Cluster', elsewhere: 'Elsewhere' } as const;

function article(finding: ReviewFinding, excerptAt: ExcerptLookup): string {
  const { id, class: danger, layer, environment, subjects, what, why, remedy, places } = finding;
  const all =
    subjects.length > 1
      ? `<details><summary>${subjects.length} subjects</summary><ul>${subjects.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul></details>`
      : '';
  return `<article class="${danger}" data-class="${danger}" data-layer="${layer}" tabindex="-1">
<h2><span class="badge">${classWords[danger]}</span> ${escaped(subjectsPhrase(finding))} ${escaped(what)}</h2>
<p>${escaped(why)}</p>
<p class="remedy">${escaped(remedy)}</p>
<p class="meta">${escaped(environment)} · ${layerWords[layer]} · <code>${escaped(id)}</code></p>
${all}${lineBlocks(places, excerptAt)}</article>`;
}

/** Lines of both versions side by side: places follow each other in pairs where both versions have one. */
function lineBlocks(places: readonly ReviewPlace[], excerptAt: ExcerptLookup): string {
  if (places.length === 0) return '';
  const rows: (readonly [ReviewPlace | undefined, ReviewPlace | undefined])[] = [];
  for (let index = 0; index < places.length; index += 1) {
    const [one, next] = [places[index], places[index + 1]];
    if (one?.side === 'before' && next?.side === 'after') {
      rows.push([one, next]);
      index += 1;
    } else rows.push(one?.side === 'before' ? [one, undefined] : [undefined, one]);
  }
  return `<details class="lines"><summary>Lines</summary>${rows
    .map((pair) => `<div class="pair">${pair.map((place) => side(place, excerptAt)).join('')}</div>`)
    .join('')}</details>`;
}

function side(place: ReviewPlace | undefined, excerptAt: ExcerptLookup): string {
  if (place === undefined) return '<section class="absent">not there</section>';
  const excerpt = excerptAt(place);
  const title = `${escaped(place.file)}:${place.line} (${place.side})`;
  return `<section class="${place.side}"><h3>${title}</h3>${excerpt === undefined ? '' : numberedLines(excerpt)}</section>`;
}

const numberedLines = ({ first, lines, marked }: Excerpt): string =>
  `<pre tabindex="0">${lines
    .map((line, index) => {
      const number = first + index;
      const text = `<i>${number}</i>${escaped(line)}`;
      return number === marked ? `<mark>${text}</mark>` : text;
    })
    .join('\n')}</pre>`;

const unreadList = ({ unread }: Review): string =>
  unread.length === 0
    ? ''
    : `<section class="unread"><h2>Not read</h2><ul>${unread
        .map(({ file, line, reason }) => `<li><code>${escaped(`${file}:${line}`)}</code> ${escaped(reason)}</li>`)
        .join('')}</ul></section>`;

const routineList = ({ routine }: Review): string =>
  routine.length === 0
    ? ''
    : `<details class="routine"><summary>Routine</summary><ul>${routine
        .map((each) => `<li>${escaped(routinePhrase(each))}</li>`)
        .join('')}</ul></details>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
