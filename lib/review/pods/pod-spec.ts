import type { RenderedObject } from '../../rendered';
import { valueAt } from '../value-at';

/** Where a kind has the spec of its pods. */
const places: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  Pod: ['spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
};

/** Returns the spec of an object's pods, as it is written; undefined for objects without pods. */
export function podSpec(object: RenderedObject | undefined): unknown {
  const place = object && places[object.kind];
  return place === undefined ? undefined : valueAt(object, place);
}
