export const STYLE = `
:root { color-scheme: light; --line: #d8dde3; --quiet: #5b6672; --accent: #1b6f3a; --ground: #f5f6f8; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: #1d242b; background: var(--ground); }
main { max-width: 88rem; margin: 0 auto; padding: 1.5rem; }
main.narrow { max-width: 34rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
a { color: #14548c; }
.brand { font-weight: 600; margin: 0 0 .75rem; } .brand span { font-weight: 400; color: var(--quiet); }
.notice { background: #fff7e0; border: 1px solid #ecd48a; border-radius: 6px; padding: .6rem .9rem; margin: 0 0 1rem; }
.card { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem; }
.quiet, small { color: var(--quiet); font-size: .86rem; }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; } legend { font-weight: 600; padding: 0; margin-bottom: .4rem; }
.choice { display: flex; gap: .7rem; align-items: center; padding: .55rem .7rem; border: 1px solid var(--line); border-radius: 6px; margin-bottom: .4rem; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); background: #f0f8f2; }
.choice small { display: block; }
.actions { display: flex; gap: .6rem; justify-content: flex-end; margin: 1rem 0 0; }
button, .button { font: inherit; padding: .35rem .8rem; border: 1px solid #b9c1ca; border-radius: 6px; background: #fff; cursor: pointer; text-decoration: none; color: inherit; }
button:hover, .button:hover { background: #eef1f4; }
button.primary { background: var(--accent); border-color: var(--accent); color: #fff; } button.primary:hover { background: #155a2f; }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #7db8ef; outline-offset: 1px; }
input[type=text], input[type=search], input[type=email] { font: inherit; padding: .3rem .5rem; border: 1px solid #b9c1ca; border-radius: 6px; min-width: 0; }
.wide { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .5rem .7rem; border-bottom: 1px solid #e8ebef; }
th { font-size: .82rem; color: var(--quiet); font-weight: 600; white-space: nowrap; } tr:last-child td { border-bottom: 0; }
td.amount, th.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.note { max-width: 18rem; overflow-wrap: anywhere; white-space: pre-line; }
td form { display: inline-flex; gap: .3rem; align-items: center; } td input[type=text] { width: 18rem; } td input[inputmode] { width: 6rem; text-align: right; }
textarea { font: inherit; padding: .12rem .4rem; border: 1px solid #b9c1ca; border-radius: 6px; width: 18rem; height: 1.9rem; resize: vertical; font-size: .9rem; }
td.day, td:first-child small { white-space: nowrap; } td.mail { overflow-wrap: anywhere; min-width: 11rem; }
tr.has-actions > td { border-bottom: 0; padding-bottom: .1rem; } .buttons { display: flex; flex-wrap: wrap; gap: .4rem .8rem; } .buttons button { padding: .15rem .6rem; font-size: .9rem; } td .buttons input[type=text] { padding: .12rem .4rem; font-size: .9rem; }
.row { display: flex; flex-wrap: wrap; gap: .8rem; align-items: center; justify-content: space-between; margin: 0 0 1rem; }
.tag { display: inline-block; border-radius: 4px; padding: 0 .4rem; background: #e8ebef; font-size: .82rem; white-space: nowrap; }
.tag.late { background: #fde3df; color: #8b1a0d; } .tag.paid { background: #dff3e5; color: #14532d; }
`;
