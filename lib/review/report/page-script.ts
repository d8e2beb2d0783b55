/** Program of the page of a review: search, filters, and the keys j, k, Enter and /. */
export const pageScript = `
'use strict';
const articles = [...document.querySelectorAll('article')];
const search = document.getElementById('search');
const texts = new Map(articles.map((each) => [each, each.textContent.toLowerCase()]));
const shown = () => articles.filter((each) => !each.hidden);
const checked = (name) => new Set([...document.querySelectorAll('input[name=' + name + ']:checked')].map((each) => each.value));
function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const classes = checked('class');
  const layers = checked('layer');
  for (const each of articles) {
    each.hidden = !classes.has(each.dataset.class) || !layers.has(each.dataset.layer) || !words.every((word) => texts.get(each).includes(word));
  }
  const count = shown().length;
  document.getElementById('count').textContent = count === articles.length ? '' : count + ' of ' + articles.length + ' findings are shown';
  document.getElementById('none').hidden = count > 0 || articles.length === 0;
}
document.querySelector('form').addEventListener('input', filter);
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
function go(step) {
  const all = shown();
  const here = all.findIndex((each) => each.contains(document.activeElement));
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
  if (next !== undefined) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search) {
    if (event.key === 'Escape') { search.value = ''; filter(); search.blur(); }
    return;
  }
  if (event.key === '/') { event.preventDefault(); search.focus(); }
  else if (event.key === 'j') go(1);
  else if (event.key === 'k') go(-1);
  else if (event.key === 'Enter' && event.target.tagName === 'ARTICLE') {
    const lines = event.target.querySelector('details.lines');
    if (lines !== null) lines.open = !lines.open;
  }
});
`;
