import { stringify } from 'yaml';
import { pinnedOperatorsRule } from '../../../lib/verify/pinned-operators';
import { renderedFiles } from './rendered-files';

function reasons(spec: object, data: object = { versions: 'library books books.v1.2.0\n', unpinned: '' }) {
  return pinnedOperatorsRule
    .findings(
      renderedFiles({
        'cluster/operators/books.yaml': stringify({
          apiVersion: 'operators.coreos.com/v1alpha1',
          kind: 'Subscription',
          metadata: { name: 'books', namespace: 'library' },
          spec: { name: 'books', ...spec },
        }),
        'cluster/operators/approval.yaml': stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'operator-approval', namespace: 'operator-approval' },
          data,
        }),
      }),
    )
    .map(({ reason }) => reason);
}

const pinned = { installPlanApproval: 'Manual', startingCSV: 'books.v1.2.0' };

test('a version that is written and listed is taken, and so is none that is listed as none', () => {
  expect(reasons(pinned)).toEqual([]);
  expect(reasons({ installPlanApproval: 'Manual' }, { unpinned: 'library books\n' })).toEqual([]);
});

test.each([
  [
    'approval by itself',
    { ...pinned, installPlanApproval: 'Automatic' },
    undefined,
    'installs every new version by itself',
  ],
  [
    'nothing said of approval, which means by itself',
    { startingCSV: 'books.v1.2.0' },
    undefined,
    'installs every new version by itself',
  ],
  ['no version', { installPlanApproval: 'Manual' }, { unpinned: '' }, 'names no version, and is not in the list'],
  [
    'a version that nobody approves',
    { ...pinned, startingCSV: 'books.v1.3.0' },
    undefined,
    'books.v1.3.0 is not in the list of approved versions',
  ],
  [
    'a version for another namespace',
    pinned,
    { versions: 'shop books books.v1.2.0\n' },
    'books.v1.2.0 is not in the list of approved versions',
  ],
  [
    'a version that no subscription names',
    pinned,
    { versions: 'library books books.v1.2.0\nlibrary x x.v1.0.0\n' },
    'lists library x x.v1.0.0, and no Subscription names it',
  ],
])('%s is found', (_, spec, data, reason) => {
  expect(reasons(spec, data)).toContainEqual(expect.stringContaining(reason));
});
