/** The looks of the page, in light and dark. No character in it needs escaping, so that the page is well-formed XML. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f7f9; --ink: #1b1f24; --soft: #59636e; --faint: #d4d9df; --grid: #eceff2;
  --right: #1f7a4d; --right-soft: #d9f0e3; --wrong: #b3261e; --wrong-soft: #fbe3e0; --open: #8a5a00; --open-soft: #fdefcf;
  --analytic: #c4441c; --numeric: #2467b8; --agrees: #7b93ad;
  --e0: #fde2b6; --e1: #fcbf7e; --e2: #f8925a; --e3: #e35d44; --e4: #b8304a; --e5: #701644;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --raised: #1d2127; --ink: #e8ebef; --soft: #9aa5b1; --faint: #3a424c; --grid: #252b32;
    --right: #5fce93; --right-soft: #17392a; --wrong: #ff8f84; --wrong-soft: #4a1f1c; --open: #f0bd5c; --open-soft: #443210;
    --analytic: #ff9563; --numeric: #78b4ff; --agrees: #7188a1;
    --e0: #4a2430; --e1: #7c2c3c; --e2: #b53d3f; --e3: #e2663f; --e4: #f7a150; --e5: #fde59a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 28px clamp(16px, 3vw, 40px) 48px; max-width: 1240px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { margin: 10px 0 18px; font-size: clamp(20px, 2.4vw, 27px); line-height: 1.25; font-weight: 650; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 0 0 6px; font-size: 16px; font-weight: 650; overflow-wrap: anywhere; }
p { margin: 0 0 6px; max-width: 78ch; overflow-wrap: anywhere; }
code, .id, .aligned { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .93em; overflow-wrap: anywhere; }
.patterns { position: absolute; }
.verdict { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.verdict.match { color: var(--right); background: var(--right-soft); }
.verdict.mismatch { color: var(--wrong); background: var(--wrong-soft); }
.verdict.inconclusive { color: var(--open); background: var(--open-soft); }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--ink); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
svg .tick, svg .note { fill: var(--soft); font-size: 11px; }
svg .power { font-size: 8px; }
svg .note { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
svg .label { fill: var(--soft); }
.axis { stroke: var(--soft); }
.grid { stroke: var(--grid); }
.gauge { max-width: 640px; }
.gauge .grid { stroke: none; }
.gauge .axis { stroke: none; }
.gauge .within { fill: var(--right-soft); }
.gauge .beyond { fill: var(--wrong-soft); }
.gauge .unresolved { fill: url(#unresolved); }
.gauge .limit line, .gauge .measured line { stroke: var(--ink); }
.gauge .measured text { font-weight: 650; }
.gauge .measured path { fill: var(--wrong); stroke: var(--ground); stroke-width: 1.5; }
.gauge .match .measured path { fill: var(--right); }
.gauge .inconclusive .measured path { fill: var(--open); }
#undecided .ground, #unresolved .ground { fill: none; }
#undecided .stripe { fill: var(--open); }
#unresolved .stripe { fill: var(--soft); opacity: .28; }
.findings { display: grid; gap: 12px; margin: 18px 0 26px; }
.findings article { padding: 12px 16px; border-left: 4px solid var(--analytic); border-radius: 4px; background: var(--raised); }
.findings .contract { border-color: var(--open); }
.id, .kind { margin-left: 10px; color: var(--soft); font-weight: 400; font-size: 13px; }
.help { margin: 0; }
.scroll { overflow-x: auto; margin: 12px 0 20px; }
table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 14px 4px 0; border-bottom: 1px solid var(--grid); text-align: left; font-weight: 400; white-space: nowrap; }
thead th { color: var(--soft); font-size: 13px; border-bottom-color: var(--faint); }
th code { white-space: nowrap; }
.number { text-align: right; }
.aligned { white-space: pre; }
.reason { white-space: normal; }
a { color: var(--numeric); }
.variable { margin-top: 34px; padding-top: 18px; border-top: 1px solid var(--faint); }
.variable h2 { font-size: 18px; margin-bottom: 16px; }
.variable h2 .verdict { margin-left: 10px; vertical-align: 2px; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 310px), 1fr)); gap: 26px 34px; }
figure { margin: 0; max-width: 460px; break-inside: avoid; }
figcaption { margin-bottom: 8px; font-weight: 600; }
.keys { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 8px 0 0; padding: 0; list-style: none; color: var(--soft); font-size: 13px; }
.keys li { display: flex; align-items: baseline; gap: 6px; overflow-wrap: anywhere; }
.key { flex: none; width: 22px; height: 12px; }
.remark { margin: 6px 0 0; color: var(--soft); font-size: 13px; }
.sheet { fill: none; stroke: var(--faint); }
.agrees { fill: none; stroke: var(--agrees); stroke-width: 4; stroke-linecap: round; }
.undecided path { fill: url(#undecided); stroke: var(--open); }
.e0 path, .e0 rect { fill: var(--e0); } .e1 path, .e1 rect { fill: var(--e1); } .e2 path, .e2 rect { fill: var(--e2); }
.e3 path, .e3 rect { fill: var(--e3); } .e4 path, .e4 rect { fill: var(--e4); } .e5 path, .e5 rect { fill: var(--e5); }
.ramp .grid, .ramp .axis { stroke: none; }
.identity { stroke: var(--soft); stroke-dasharray: 5 4; }
.distance { stroke: var(--wrong); opacity: .35; }
.bar { stroke: var(--numeric); stroke-width: 2; }
figure .mismatch path { fill: var(--wrong); stroke: var(--ground); }
figure .inconclusive path { fill: var(--open-soft); stroke: var(--open); stroke-width: 1.5; }
.curve { fill: none; stroke-width: 2; }
.curve.analytic { stroke: var(--analytic); }
.curve.numeric { stroke: var(--numeric); stroke-dasharray: 6 3; }
.curve.further { stroke: var(--analytic); stroke-width: 1; opacity: .5; }
.curve.noise { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 1 4; stroke-linecap: round; }
.curve.guide { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 8 4; opacity: .8; }
.curve.left { stroke: var(--numeric); stroke-dasharray: 6 3; }
.curve.right { stroke: var(--numeric); }
.series circle { stroke: var(--ground); }
.analytic circle { fill: var(--analytic); }
.numeric circle { fill: var(--ground); stroke: var(--numeric); stroke-width: 1.6; }
.left circle { fill: var(--ground); stroke: var(--numeric); stroke-width: 1.6; }
.right circle { fill: var(--numeric); }
.threshold { stroke: var(--right); stroke-width: 1.2; }
.subgradients { fill: var(--right-soft); }
.notes { margin-top: 34px; padding-top: 18px; border-top: 1px solid var(--faint); color: var(--soft); }
.notes h2 { color: var(--ink); }
.notes ul { margin: 0; padding-left: 20px; }
.notes li { overflow-wrap: anywhere; }
@media print {
  body { max-width: none; padding: 0; font-size: 12px; }
  .variable { break-inside: avoid; }
  .scroll { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
