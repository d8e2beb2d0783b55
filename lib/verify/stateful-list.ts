import { groupBy } from '../group-by';
import type { Rendered } from '../rendered';
import { isWaiting, lossReason, lostFrom, resourceEntries, unlistedIn, type StatefulEntry } from '../stateful-entries';
import { objectEntries } from '../stateful-objects';
import type { RenderedRule } from './rendered-rule';

/**
 * What `stateful.yaml` lists is rendered, under the listed name, and the other way round. If a logical id or an object disappears, nobody
 * manages it and its data any more; if its name changes, there is a second, empty one. What waits for a fact is not checked.
 */
export const statefulListRule = (listed: readonly StatefulEntry[]): RenderedRule => ({
  id: 'stateful-list',
  holds: 'everything that is listed because it holds data or others hold on to it is rendered under its name',
  findings: (rendered) => {
    const found = entriesIn(rendered);
    return [
      ...unlistedIn(listed, found).map((entry) => ({
        place: `${entry.place} ${entry.id}`,
        reason: `it holds data or others hold on to it, and stateful.yaml does not list it${entry.name === undefined ? '' : ` as ${entry.name}`}`,
        remedy: 'render the environment, which adds it, and commit the list',
      })),
      ...lostFrom(listed, found)
        .filter((entry) => !isWaiting(entry, rendered.waiting))
        .map((lost) => ({
          place: `${lost.place} ${lost.id}`,
          reason: `stateful.yaml lists it, and ${lossReason(lost)}`,
          remedy: 'restore it; to let it go, render with --remove-stateful and the name that rendering tells',
        })),
    ];
  },
});

/** Everything rendered that has to be listed. */
function entriesIn({ resources, objects }: Rendered): readonly StatefulEntry[] {
  // The path of a manifest is cluster/<application>/<file>.
  const applications = groupBy(objects, ({ file }) => file.split('/')[1] ?? '');
  return [
    ...resourceEntries(resources),
    ...[...applications].flatMap(([application, own]) => objectEntries(application, own)),
  ];
}
