import { reviewClasses } from '../review-finding';

/** Style of the page of a review: readable in the dark and in the light, on a desk, on a phone and on paper. */
export const pageStyle = `
:root { color-scheme: light; --text: #1b1b1f; --back: #fbfbfd; --panel: #fff; --line: #d5d7de; --dim: #565a66; --focus: #0b57d0;
  --loses-data: #b3261e; --interrupts: #a24400; --lets-in: #8a1c7c; --weakens: #6d5200; --costs: #00607a; --irreversible: #3f4ab5;
  --watch: #41604a; --routine: #565a66; --before: #ffebe9; --after: #e6ffec; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --text: #e8e8ee; --back: #15161a; --panel: #1e2026; --line: #3a3d47; --dim: #a9adba; --focus: #8ab4f8;
    --loses-data: #ff8a80; --interrupts: #ffab70; --lets-in: #f0a0e4; --weakens: #e6c65c; --costs: #7fd0e6; --irreversible: #b0b8ff;
    --watch: #9cc8a8; --routine: #a9adba; --before: #3a1d1d; --after: #16301f; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 3.5rem; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere; }
header, main { max-width: 80rem; margin: 0 auto; padding: 1rem; }
main { padding-top: 0; }
:focus-visible, article:focus { outline: 3px solid var(--focus); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; background: var(--panel); color: var(--text); padding: .5rem 1rem; z-index: 2; }
.skip:focus { left: .5rem; top: .5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.1rem; margin: 0; padding: .4rem 0; color: var(--accent); background: var(--back); position: sticky; top: 0; z-index: 1; }
h2 .number { font-weight: 400; color: var(--dim); }
h3 { font-size: 1rem; font-weight: 400; margin: 0 0 .3rem; }
header p { margin: .2rem 0; color: var(--dim); }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin-top: .8rem; }
fieldset { border: 1px solid var(--line); border-radius: .4rem; padding: .2rem .6rem; display: flex; flex-wrap: wrap; gap: .1rem .8rem; margin: 0; min-width: 0; }
fieldset label { color: var(--accent, inherit); }
input[type=search] { font: inherit; padding: .3rem .5rem; border: 1px solid var(--dim); border-radius: .4rem; background: var(--panel); color: inherit; max-width: 100%; }
input[type=checkbox] { width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; }
#keys { width: 100%; font-size: .85rem; }
#count { font-weight: 600; }
#count:empty { display: none; }
article { background: var(--panel); border: 1px solid var(--line); border-left: .4rem solid var(--accent); border-radius: .4rem; padding: .8rem 1rem; margin: 0 0 .8rem; }
article p { margin: .2rem 0; }
.remedy { border-left: 3px solid var(--line); padding-left: .6rem; }
.meta { color: var(--dim); font-size: .85rem; }
summary { cursor: pointer; padding: .2rem 0; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin-top: .5rem; font: .8rem/1.45 ui-monospace, monospace; }
caption { text-align: left; color: var(--dim); padding: .2rem 0; }
th { text-align: left; font-weight: 600; padding: .1rem .5rem; }
th:not(:first-child), td:nth-child(3) { border-left: 1px solid var(--line); }
tbody { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
td { padding: 0 .5rem; vertical-align: top; }
td code { font: inherit; white-space: pre-wrap; }
col.number { width: 4rem; }
td.number { text-align: right; color: var(--dim); user-select: none; }
.other .before { background: var(--before); } .other .after { background: var(--after); }
.other td.before::before { content: '−'; position: absolute; margin-left: -.5rem; } .other td.after::before { content: '+'; position: absolute; margin-left: -.5rem; }
.marked .number:not(:empty) { color: var(--text); font-weight: 700; box-shadow: inset .25rem 0 var(--accent); }
.unread { --accent: var(--loses-data); border: 2px solid var(--loses-data); border-radius: .4rem; padding: .2rem 1rem; margin: 1rem 0; }
.unread h2 { position: static; }
${reviewClasses.map((each) => `.${each} { --accent: var(--${each}); }`).join('\n')}
@media screen and (max-width: 45rem) {
  header, main { padding: .7rem; }
  h2 { font-size: 1rem; }
  thead { display: none; }
  table, caption, tbody { display: block; }
  tr { display: grid; grid-template-columns: 3.2rem 1fr; }
  td:nth-child(3) { border: 0; }
  .none, .number:has(+ .none), .same td:nth-child(-n + 2) { display: none; } }
@media print {
  form, .skip { display: none; }
  h2 { position: static; break-after: avoid; }
  article { break-inside: avoid; }
  * { print-color-adjust: exact; } }
`;
