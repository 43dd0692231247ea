import type { MeasureContext } from '../evaluation-set.ts';
import type { Curve, Row } from '../measures.ts';
import { type Judged, reliability, riskCoverage, tradeOff } from '../metrics/abstention.ts';
import { type Estimate, estimateShare } from '../metrics/bootstrap.ts';
import { estimateCalibration, estimateSeparation } from '../metrics/confidence.ts';
import type { SquadGroups } from './squad-question.ts';

type Group = SquadGroups['seen'];

const confidences = (questions: Group): number[] => questions.map(({ seen }) => seen.confidence);

const row = (metric: string, count: number, value: Estimate, definition: string): Row => ({
  metric,
  definition,
  count,
  values: { verbatim: value },
});

const byAnswerable = ({ seen }: SquadGroups, wanted: boolean): Group =>
  seen.filter(({ answerable }) => answerable === wanted);

/** How well the confidence tells answerable questions from three kinds of others. */
export function separationRows(groups: SquadGroups): Row[] {
  const trues = confidences(byAnswerable(groups, true));
  const adversarial = confidences(byAnswerable(groups, false));
  const removed = confidences(groups.removed);
  const foreign = groups.foreign.map(({ confidence }) => confidence);
  return [
    {
      ...row(
        'AUROC, adversarial unanswerable',
        trues.length + adversarial.length,
        estimateSeparation(trues, adversarial),
        'How often an answerable question has a higher confidence than an unanswerable one, which was written to look answerable; ties count half.',
      ),
      anchors: 'trial .68',
      goal: { least: 0.72 },
    },
    row(
      'AUROC, paragraph taken out',
      trues.length + removed.length,
      estimateSeparation(trues, removed),
      'The same against answerable questions asked without their paragraph.',
    ),
    {
      ...row(
        'AUROC, questions of other sets',
        trues.length + foreign.length,
        estimateSeparation(trues, foreign),
        'The same against questions of the other sets asked of this index.',
      ),
      goal: { least: 0.97 },
    },
  ];
}

/** How often the confidence comes true. */
export function calibrationRows(judged: readonly Judged[], harmless: readonly Judged[]): Row[] {
  return [
    {
      ...row(
        'calibration error, adversarial',
        judged.length,
        estimateCalibration(judged),
        'Mean distance of the stated confidence from the share that is right, over 10 bins of equal width, weighted by their size (expected calibration error; Naeini et al., 2015); over all questions of the set, the unanswerable ones among them. The weights were fitted on other articles.',
      ),
      goal: { most: 0.05 },
    },
    {
      ...row(
        'calibration error, taken out',
        harmless.length,
        estimateCalibration(harmless),
        'The same over answerable questions and the same ones without their paragraph, half of each.',
      ),
      goal: { most: 0.05 },
    },
  ];
}

/** What the default threshold does. */
export function thresholdRows(groups: SquadGroups, { minimumConfidence }: MeasureContext): Row[] {
  const answered = (scores: readonly number[], wanted: boolean) =>
    estimateShare(scores.map((score) => score >= minimumConfidence === wanted));
  const answerable = confidences(byAnswerable(groups, true));
  const declined: [string, number[]][] = [
    ['adversarial', confidences(byAnswerable(groups, false))],
    ['paragraph taken out', confidences(groups.removed)],
    ['questions of other sets', groups.foreign.map(({ confidence }) => confidence)],
  ];
  return [
    row(
      'answered: answerable',
      answerable.length,
      answered(answerable, true),
      'Share that is answered at the default threshold.',
    ),
    ...declined.map(([name, scores]) =>
      row(
        `declined: ${name}`,
        scores.length,
        answered(scores, false),
        'Share that is declined at the default threshold.',
      ),
    ),
  ];
}

export function abstentionCurves(
  groups: SquadGroups,
  judged: readonly Judged[],
  harmless: readonly Judged[],
): Curve[] {
  const answerable = confidences(byAnswerable(groups, true));
  const against = (name: string, group: Group) => ({
    name,
    points: tradeOff(answerable, confidences(group)),
  });
  return [
    {
      title: 'Risk by coverage: what abstention saves',
      x: 'share of questions answered, the surest first',
      y: 'share of these answers that is wrong',
      lines: [
        { name: 'Adversarial', points: riskCoverage(judged) },
        { name: 'Paragraph taken out', points: riskCoverage(harmless) },
      ],
    },
    {
      title: 'Calibration: how often a confidence comes true',
      x: 'confidence',
      y: 'share right',
      diagonal: true,
      lines: [
        { name: 'Adversarial', points: reliability(judged) },
        { name: 'Paragraph taken out', points: reliability(harmless) },
      ],
    },
    {
      title: 'What each threshold answers and declines',
      x: 'answerable answered',
      y: 'others declined',
      lines: [
        against('Adversarial', byAnswerable(groups, false)),
        against('Paragraph taken out', groups.removed),
      ],
    },
  ];
}
