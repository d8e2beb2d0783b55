import type { ResourceChange } from '../changes';
import { pathText } from '../difference';
import { targetsAt, type RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';

/** Fields of an alarm that say from when on it sounds. */
const sensitivity = /^Properties\.(Threshold|EvaluationPeriods|DatapointsToAlarm|Period|TreatMissingData)$/;

/** Fields of an alarm that say what it watches. */
const watched = /^Properties\.(Dimensions|ExtendedStatistic|MetricName|Metrics|Namespace|Statistic)\b/;

/** An alarm of CloudWatch that sounds later than before, or watches something else, and a budget that warns of higher costs alone. */
export function alarmFindings(change: ResourceChange): readonly RuleFinding[] {
  if (change.type === 'AWS::Budgets::Budget') return budgetFindings(change);
  if (change.type !== 'AWS::CloudWatch::Alarm' || change.before === undefined || change.after === undefined) return [];
  const isBelow = String(change.after.Properties.ComparisonOperator).startsWith('Less');
  const finding = (
    danger: 'weakens' | 'watch',
    what: string,
    differences: ResourceChange['differences'],
  ): RuleFinding => ({
    class: danger,
    layer: 'aws',
    subject: resourceSubject(change),
    what,
    targets: targetsAt(change, differences),
  });
  // Where its threshold belongs is for whoever knows what it measures.
  const later = change.differences
    .filter(({ path }) => sensitivity.test(pathText(path)))
    .filter(({ path, before, after }) => {
      if (path.at(-1) === 'TreatMissingData') return before === 'breaching';
      const isMore = Number(after) > Number(before);
      return path.at(-1) === 'Threshold' && isBelow ? Number(after) < Number(before) : isMore;
    })
    .map((difference) => {
      const [field, now, then] = [pathText(difference.path.slice(-1)), difference.after, difference.before].map(String);
      return finding('watch', `sounds later, with ${field ?? ''} ${now ?? ''} in place of ${then ?? ''}`, [difference]);
    });
  const turned = change.differences.filter(
    ({ path, before, after }) => path.at(-1) === 'ComparisonOperator' && side(before) !== side(after),
  );
  const others = change.differences.filter(({ path }) => watched.test(pathText(path)));
  return [
    ...(turned.length === 0
      ? []
      : [finding('weakens', 'sounds on the other side of its threshold, where nothing was wrong', turned)]),
    ...later,
    ...(others.length === 0 ? [] : [finding('watch', 'watches something else than before', others)]),
  ];
}

/** Side of the threshold on which an alarm sounds. */
const side = (operator: unknown): string => String(operator).slice(0, 4);

const budgetFindings = (change: ResourceChange): readonly RuleFinding[] =>
  change.differences
    .filter(
      ({ path, before, after }) => pathText(path).endsWith('.BudgetLimit.Amount') && Number(after) > Number(before),
    )
    .map((difference) => ({
      class: 'watch',
      layer: 'aws',
      subject: resourceSubject(change),
      what: `warns of costs from ${String(difference.after)} a month on, and did from ${String(difference.before)}`,
      targets: targetsAt(change, [difference]),
    }));
