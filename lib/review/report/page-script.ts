/** Program of the page of a review: search, filters, and keys. Without it the page shows everything. */
export const pageScript = String.raw`
'use strict';
const form = document.querySelector('form');
const articles = [...document.querySelectorAll('article')];
const search = document.getElementById('search');
const texts = new Map(articles.map((each) => [each, each.textContent.toLowerCase()]));
const shown = () => articles.filter((each) => !each.hidden);
const choices = ['class', 'layer', 'environment'].map((name) => [name, [...document.querySelectorAll('input[name=' + name + ']')]]);
function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = choices.filter(([, boxes]) => boxes.length > 0)
    .map(([name, boxes]) => [name, new Set(boxes.filter((each) => each.checked).map((each) => each.value))]);
  for (const each of articles) {
    each.hidden = !chosen.every(([name, values]) => values.has(each.dataset[name])) || !words.every((word) => texts.get(each).includes(word));
  }
  for (const each of document.querySelectorAll('main > section:not(.unread)')) {
    each.hidden = each.querySelector('article:not([hidden])') === null;
  }
  const count = shown().length;
  document.getElementById('count').textContent = count === articles.length ? '' : count + ' of ' + articles.length + ' findings are shown';
  document.getElementById('none').hidden = count > 0;
}
function goTo(article) {
  if (article === undefined) return;
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: 'nearest' });
}
function step(by) {
  const all = shown();
  const here = all.findIndex((each) => each.contains(document.activeElement));
  goTo(all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by]);
}
if (form !== null) {
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => { event.preventDefault(); goTo(shown()[0]); });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key !== 'Escape') return;
      search.value = '';
      filter();
      goTo(shown()[0]);
    } else if (event.key === '/') { event.preventDefault(); search.focus(); search.select(); }
    else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === 'Enter' && event.target.tagName === 'ARTICLE') {
      const lines = event.target.querySelector('details.lines');
      if (lines !== null) lines.open = !lines.open;
    }
  });
  // A browser keeps what was chosen when a page is loaded again.
  filter();
}
`;
