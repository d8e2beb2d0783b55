import type { ObjectChange } from '../changes';
import { targetsAt, type RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { alertSettings, lostAlertWays } from './alert-ways';

/** What the settings of Alertmanager, in a Secret or in what fills one, send to fewer people than before. */
export const alertWayFindings = (change: ObjectChange): readonly RuleFinding[] =>
  change.differences
    .filter(({ path }) => path.at(-1) === 'alertmanager.yaml')
    .flatMap((difference): readonly RuleFinding[] => {
      const [before, after] = [alertSettings(difference.before), alertSettings(difference.after)];
      const common = { layer: 'cluster' as const, targets: targetsAt(change, [difference]) };
      if (before === undefined || after === undefined)
        return [{ ...common, class: 'watch' as const, subject: objectSubject(change), what: 'send alerts elsewhere' }];
      return lostAlertWays(before, after).map((what) => ({
        ...common,
        class: 'weakens' as const,
        subject: 'alerts of the cluster',
        what,
      }));
    });
