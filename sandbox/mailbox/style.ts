/** Plain page style; follows the reader's light or dark setting. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --quiet: #767676; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; }
header { padding: 0.75rem 1.5rem; border-bottom: 1px solid var(--line); }
header a { font-weight: 600; text-decoration: none; color: inherit; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin-top: 2rem; }
small, .count { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
.search { display: flex; gap: 0.5rem; align-items: center; flex-wrap: wrap; }
.search input { flex: 1 1 16rem; padding: 0.4rem; font: inherit; }
button { font: inherit; padding: 0.4rem 0.9rem; }
nav { display: flex; gap: 1rem; margin: 1rem 0; }
.empty { padding: 2rem 0; }
.note { border-left: 3px solid #d97706; padding-left: 0.5rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 1rem; }
`;
