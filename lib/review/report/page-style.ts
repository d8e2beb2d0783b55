/** Style of the page of a review: readable in the dark and in the light, on a desk and on a phone. */
export const pageStyle = `
:root { color-scheme: light dark; --text: #1b1b1f; --back: #fbfbfd; --panel: #fff; --line: #d5d7de; --dim: #565a66;
  --loses-data: #b3261e; --interrupts: #a24400; --lets-in: #8a1c7c; --weakens: #6d5200; --costs: #00607a; --irreversible: #3f4ab5;
  --watch: #41604a; --routine: #565a66; --before: #ffebe9; --after: #e6ffec; --mark: #fff3b0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8ee; --back: #15161a; --panel: #1e2026; --line: #3a3d47; --dim: #a9adba;
    --loses-data: #ff8a80; --interrupts: #ffab70; --lets-in: #f0a0e4; --weakens: #e6c65c; --costs: #7fd0e6; --irreversible: #b0b8ff;
    --watch: #9cc8a8; --routine: #a9adba; --before: #3a1d1d; --after: #16301f; --mark: #4d4310; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); }
header, main { max-width: 80rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h3 { font: .8rem/1.4 ui-monospace, monospace; margin: 0; padding: .3rem .5rem; color: var(--dim); overflow-wrap: anywhere; }
header p { margin: .2rem 0; color: var(--dim); overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin-top: .8rem; }
fieldset { border: 1px solid var(--line); border-radius: .4rem; padding: .2rem .6rem; display: flex; flex-wrap: wrap; gap: .1rem .8rem; margin: 0; }
fieldset label { white-space: nowrap; }
input[type=search] { font: inherit; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--panel); color: inherit; }
#keys, #count { width: 100%; font-size: .85rem; }
article { background: var(--panel); border: 1px solid var(--line); border-left: .4rem solid var(--accent); border-radius: .4rem; padding: .8rem 1rem; margin: 0 0 1rem; }
article p { margin: .2rem 0; }
article:focus { outline: 3px solid var(--accent); outline-offset: 2px; }
.badge { color: var(--panel); background: var(--accent); border-radius: .3rem; padding: .1rem .45rem; font-size: .8rem; white-space: nowrap; }
.meta { color: var(--dim); font-size: .85rem; }
.remedy { font-weight: 600; }
summary { cursor: pointer; padding: .2rem 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; margin-top: .5rem; }
.pair section { border: 1px solid var(--line); border-radius: .3rem; min-width: 0; }
.pair .before { background: var(--before); } .pair .after { background: var(--after); }
.absent { color: var(--dim); padding: .5rem; }
pre { margin: 0; padding: .3rem .5rem; overflow-x: auto; font: .8rem/1.45 ui-monospace, monospace; }
pre i { display: inline-block; min-width: 3.5em; color: var(--dim); font-style: normal; user-select: none; }
mark { background: var(--mark); color: inherit; }
.unread { border: 2px solid var(--loses-data); border-radius: .4rem; padding: .5rem 1rem; margin-bottom: 1rem; }
${['loses-data', 'interrupts', 'lets-in', 'weakens', 'costs', 'irreversible', 'watch', 'routine']
  .map((each) => `.${each} { --accent: var(--${each}); }`)
  .join('\n')}
@media (max-width: 45rem) { .pair { grid-template-columns: 1fr; } header, main { padding: .7rem; } }
@media print { form { display: none; } }
`;
