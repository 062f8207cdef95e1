/** The page's only style sheet. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a404a); --soft: light-dark(#f5f6f8, #22262d);
	--quiet: light-dark(#5b6472, #a5adba); --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b6e3c, #7fd6a0); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 96rem; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .4rem 0; color: var(--quiet); }
nav a { margin-right: 1rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-top: 1px solid var(--line); white-space: nowrap; }
thead th { border-top: 0; background: var(--soft); font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font: .85em ui-monospace, monospace; }
.good { color: var(--good); } .bad { color: var(--bad); } .quiet { color: var(--quiet); }
form { display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: end; margin: .6rem 0; }
label { display: grid; font-size: .85rem; color: var(--quiet); }
select, input, button { font: inherit; padding: .25rem .5rem; border: 1px solid var(--line); border-radius: .35rem; }
input[type=number] { width: 6.5rem; }
button { cursor: pointer; background: var(--soft); color: inherit; }
li form { display: inline; margin: 0 0 0 .5rem; }
details pre { margin: .3rem 0; max-width: 60rem; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
