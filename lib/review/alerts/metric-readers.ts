import { canonical } from '../difference';
import type { ObjectChange } from '../changes';
import { objectsOfKinds } from '../objects-of-kinds';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { valueAt } from '../value-at';

const readers: ReadonlySet<string> = new Set([
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/Probe',
  'monitoring.coreos.com/ServiceMonitor',
]);

/** What has Prometheus read metrics and is gone, while nothing else of its namespace has it read them. */
export function unreadMetrics(change: ObjectChange, after: RenderedSnapshot): readonly RuleFinding[] {
  if (!readers.has(change.kind) || change.after !== undefined) return [];
  const asked = askedBy(change.before);
  const isRead = objectsOfKinds(after, readers).some(
    (each) => each.metadata.namespace === change.namespace && askedBy(each) === asked,
  );
  if (isRead) return [];
  const what = 'is gone: Prometheus reads these metrics no more, and alerts by them stay silent';
  return [{ class: 'weakens', layer: 'cluster', subject: objectSubject(change), what, targets: [{ change }] }];
}

/** What is read: pods by their labels, or addresses. */
const askedBy = (reader: unknown): string =>
  canonical(valueAt(reader, ['spec', 'selector']) ?? valueAt(reader, ['spec', 'targets']));
