import { operators } from '../../model/data/operators';
import { qualifiedKind } from '../rendered';
import { walkValues } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const label = 'app.kubernetes.io/managed-by';

/** The end of the path of labels for what is made; those by which something is selected are called `matchLabels`. */
const forWhatIsMade = '.labels';

/**
 * An operator says with this label what is its own. Told another value, CloudNativePG writes its volumes again and again
 * (cloudnative-pg/cloudnative-pg#11438, #11499), and does not find the snapshots that it looks for (#9920).
 */
export const operatorLabelsRule: RenderedRule = {
  id: 'operator-labels',
  holds: `no operator is told what ${label} of its objects is`,
  findings: ({ objects }) =>
    objects
      .filter((object) => ofOperator(qualifiedKind(object)))
      .flatMap((object) =>
        [...walkValues(object.spec, 'spec')]
          .filter(
            ([path, value]) =>
              path.endsWith(forWhatIsMade) && typeof value === 'object' && value !== null && label in value,
          )
          .map(([path]) => ({
            place: describeObject(object),
            reason: `${path} gives what the operator makes the label ${label}, by which it knows its own`,
            remedy: `leave ${label} out of it`,
          })),
      ),
};

/** Argo CD makes nothing by a template. */
const groups = new Set(operators.flatMap(({ defines }) => defines).filter((each) => each !== 'argoproj.io'));

const ofOperator = (kind: string): boolean => groups.has(kind) || groups.has(kind.split('/')[0] ?? '');
