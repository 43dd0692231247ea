import type { Failure, Row, SetResult } from '../measures.ts';
import type { EvaluationResult } from '../result.ts';
import { systems, systemTitles } from '../systems.ts';
import { bounds, figure, goalText, verdict } from './describe-result.ts';
import { drawCurve, drawMisses, missTitles } from './draw-plot.ts';
import { escapeHtml } from './escape-html.ts';

/** Of each kind; the rest is counted. More make a page that browsers open slowly. */
const failuresShown = 150;

const style = `
:root { color-scheme: light; font: 15px/1.5 system-ui, sans-serif; color: #1c1c1c; background: #fff; }
body { max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
small { color: #555; }
.reached { color: #0b6e4f; } .missed { color: #a3260f; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; width: 460px; max-width: 100%; } figure.wide { width: 100%; }
figcaption { font-weight: 600; } svg text { font: 12px system-ui, sans-serif; fill: #333; }
svg.key { width: 24px; height: 8px; } svg.bar { width: 100%; height: 24px; }
.legend span { margin-right: 1rem; white-space: nowrap; }
.scroll { overflow-x: auto; } details { margin: .5rem 0; } summary { cursor: pointer; }
`;

/** One page with everything in it: figures, definitions, plots and failures. */
export function buildReport(result: EvaluationResult): string {
  const sets = result.sets.map((set) => describeSet(set, result.previous[set.name]));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verbatim: evaluation</title>
<style>${style}</style>
</head>
<body>
<h1>Evaluation</h1>
<p>The shipped pipeline, through LanceDB and with the built-in model, beside what users would otherwise
build. An answer is given where its confidence is at least ${figure(result.minimumConfidence)}, the
default <code>MIN_CONFIDENCE</code>; figures about quotes take every answer as if it were given. Bounds
are those of 95 of 100 bootstrap resamples (1,000, seeded). “Previous” is the run before the last change
of code or data.</p>
<ul>
<li><b>Hybrid, reciprocal ranks</b>: LanceDB’s full-text and vector results on the same passages, joined
by reciprocal rank fusion (constant 60).</li>
<li><b>BM25 alone</b>: LanceDB’s full-text results on the same passages.</li>
<li><b>Tutorial pipeline</b>: LangChain’s recursive splitter (1,000 characters, 200 overlap), an exact
scan by cosine in memory, the same model.</li>
</ul>
${sets.join('\n')}
</body>
</html>
`;
}

function describeSet(set: SetResult, previous: Record<string, number> | undefined): string {
  const { title, documents, questions, rows, notes, curves, misses, failures } = set;
  return `<section>
<h2>${escapeHtml(title)}</h2>
<p>${documents} documents, ${questions} questions asked.</p>
${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('\n')}
<div class="scroll"><table>
<thead><tr><th>Metric</th><th>${systems.map((system) => systemTitles[system]).join('</th><th>')}</th><th>Previous</th><th>Goal</th><th>Published, trial</th></tr></thead>
<tbody>
${rows.map((row) => describeRow(row, previous)).join('\n')}
</tbody></table></div>
${misses ? drawMisses(misses) : ''}
<div class="plots">
${curves.map(drawCurve).join('\n')}
</div>
${describeFailures(failures)}
</section>`;
}

function describeRow(row: Row, previous: Record<string, number> | undefined): string {
  const { metric, definition, count, values, goal, anchors = '' } = row;
  const cells = systems.map((system) => {
    const estimate = values[system];
    const text = estimate ? `${figure(estimate.value)}<br><small>${bounds(estimate)}</small>` : '';
    return `<td class="number">${text}</td>`;
  });
  const state = verdict(row);
  const wanted = state ? `${goalText(goal)}<br><span class="${state}">${state}</span>` : '';
  return `<tr><td>${escapeHtml(metric)}<br><small>${escapeHtml(definition)} n = ${count}.</small></td>${cells.join('')}<td class="number">${figure(previous?.[metric])}</td><td class="number">${wanted}</td><td>${escapeHtml(anchors)}</td></tr>`;
}

const failureTitles: Record<Failure['cause'], string> = {
  wronglyDeclined: missTitles.wronglyDeclined,
  notSelected: missTitles.notSelected,
  notRetrieved: missTitles.notRetrieved,
  wronglyAnswered: 'answered though unanswerable',
};

function describeFailures(failures: readonly Failure[]): string {
  const causes = Object.keys(failureTitles) as Failure['cause'][];
  return causes
    .map((cause) => {
      const own = failures.filter((failure) => failure.cause === cause);
      if (own.length === 0) return '';
      const shown = own.slice(0, failuresShown);
      const rest = own.length - shown.length;
      return `<details><summary>${own.length} ${failureTitles[cause]}</summary>
<div class="scroll"><table><thead><tr><th>Question</th><th>Expected</th><th>Got</th><th>Confidence</th></tr></thead>
<tbody>${shown.map(describeFailure).join('\n')}</tbody></table></div>
${rest > 0 ? `<p>And ${rest} more, in result.json.</p>` : ''}</details>`;
    })
    .join('\n');
}

const describeFailure = ({ id, question, expected, got, confidence }: Failure): string =>
  `<tr><td>${escapeHtml(question)}<br><small>${escapeHtml(id)}</small></td><td>${escapeHtml(expected)}</td><td>${escapeHtml(got)}</td><td class="number">${figure(confidence)}</td></tr>`;
