import type { ObjectChange } from '../changes';
import { objectsOfKinds } from '../objects-of-kinds';
import { podSpec } from '../pods/pod-spec';
import { workloadKinds } from '../pods/workload-kinds';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';
import { valueAt } from '../value-at';

/** A ConfigMap that goes or loses entries, while pods read them. */
export function lostConfiguration(change: ObjectChange, snapshot: RenderedSnapshot): readonly RuleFinding[] {
  if (change.kind !== '/ConfigMap' || change.before === undefined) return [];
  const [old, current] = [entries(change.before), entries(change.after)];
  const lost = old.filter((key) => !current.includes(key)).sort();
  if (change.after !== undefined && lost.length === 0) return [];
  const reading = objectsOfKinds(snapshot, workloadKinds).filter(
    ({ metadata: { namespace } }) => namespace === change.namespace,
  );
  const reads = reading.map((object) => readsFrom(podSpec(object), change.name));
  if (reads.every(({ isRead }) => !isRead)) return [];
  const named = lost.filter((key) => reads.some(({ keys }) => keys.has(key)));
  const common = { layer: 'cluster' as const, subject: objectSubject(change), targets: [{ change }] };
  if (change.after === undefined) return [{ ...common, class: 'interrupts', what: 'is gone, and pods still read it' }];
  if (current.length === 0) return [{ ...common, class: 'interrupts', what: 'is empty, and pods still read it' }];
  if (named.length === 0 && reads.every(({ isWhole }) => !isWhole)) return [];
  return named.length > 0
    ? [{ ...common, class: 'interrupts', what: `has no ${named.join(', ')} any more, which pods still ask for` }]
    : [{ ...common, class: 'watch', what: `has no ${lost.join(', ')} any more, and pods read all of it` }];
}

const entries = (object: unknown): readonly string[] =>
  ['data', 'binaryData'].flatMap((part) => Object.keys(valueAt(object, [part]) ?? {}));

interface ConfigurationReads {
  readonly isRead: boolean;
  /** Whether all entries are read, so that nobody can tell which of them matter. */
  readonly isWhole: boolean;
  /** Entries that are named, and without which pods do not start. */
  readonly keys: ReadonlySet<string>;
}

/** How the spec of pods reads a ConfigMap: by entries that it names, or as a whole. */
function readsFrom(spec: unknown, name: string): ConfigurationReads {
  const keys = new Set<string>();
  let isRead = false;
  let isWhole = false;
  const visit = (value: unknown, step: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const isReference = ['configMap', 'configMapRef', 'configMapKeyRef'].includes(step);
    if (isReference && valueAt(value, ['name']) === name && valueAt(value, ['optional']) !== true) {
      isRead = true;
      const items = valueAt(value, ['items']);
      isWhole ||= step !== 'configMapKeyRef' && items === undefined;
      for (const entry of [value, ...(Array.isArray(items) ? (items as readonly unknown[]) : [])]) {
        const key = valueAt(entry, ['key']);
        if (typeof key === 'string') keys.add(key);
      }
    }
    // Members of a list stand where the list does.
    for (const [key, inner] of Object.entries(value)) visit(inner, Array.isArray(value) ? step : key);
  };
  visit(spec, '');
  return { isRead, isWhole, keys };
}
