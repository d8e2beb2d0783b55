import type { KubeApi } from '../support/kube-api';
import { labelOf, type Fields, type KubeObject } from '../support/kube-object';
import { assertTaken } from './stand-in';

/** Writes into an object's status what is not there yet. */
export async function setStatus(api: KubeApi, object: KubeObject, status: Fields): Promise<void> {
  if (holds(object.status ?? {}, status)) return;
  assertTaken(labelOf(object), await api.merge(object, { status }, 'status', 'stand-in'));
}

/** Conditions that all say yes, since the object was made. */
export const conditionsOf = ({ metadata }: KubeObject, ...types: readonly string[]): Fields => ({
  conditions: types.map((type) => ({
    type,
    status: 'True',
    reason: 'StandIn',
    message: 'said by a stand-in',
    lastTransitionTime: metadata.creationTimestamp,
  })),
});

/** Whether all that is wanted is there, besides whatever else is. */
function holds(there: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return there === wanted;
  if (typeof there !== 'object' || there === null) return false;
  const fields = new Map<string, unknown>(Object.entries(there));
  return Object.entries(wanted).every(([name, value]) => holds(fields.get(name), value));
}
