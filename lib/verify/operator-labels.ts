import { operators } from '../../model/data/operators';
import { qualifiedKind } from '../rendered';
import { walkValues } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const label = 'app.kubernetes.io/managed-by';

/** End of the path of labels that an operator sets on objects that it makes; selectors have `matchLabels` instead. */
const forWhatIsMade = '.labels';

/**
 * Custom resources do not set the label with which an operator marks its own objects. With another value CloudNativePG
 * updates its volumes again and again (cloudnative-pg/cloudnative-pg#11438, #11499), and does not find its snapshots
 * (#9920).
 */
export const operatorLabelsRule: RenderedRule = {
  id: 'operator-labels',
  holds: 'no custom resource sets the label app.kubernetes.io/managed-by of objects that its operator makes',
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
            reason: `${path} sets the label ${label}, with which the operator marks its own objects`,
            remedy: `leave ${label} out of it`,
          })),
      ),
};

/** API groups of operators, without Argo CD's, which makes no objects from templates. */
const groups = new Set(operators.flatMap(({ defines }) => defines).filter((each) => each !== 'argoproj.io'));

const ofOperator = (kind: string): boolean => groups.has(kind) || groups.has(kind.split('/')[0] ?? '');
