import type { KubeApi } from '../support/kube-api';
import type { KubeObject } from '../support/kube-object';

/** Does what somebody does who is not here, as far as a delivery can tell. */
export interface StandIn {
  readonly name: string;
  /** Looks once at all that is its own. */
  readonly step: (api: KubeApi) => Promise<void>;
}

/** One that looks at each object of a kind. */
export const forEach = (
  name: string,
  [apiVersion, kind]: readonly [string, string],
  look: (object: KubeObject, api: KubeApi) => Promise<void>,
): StandIn => ({
  name,
  step: async (api) => {
    for (const object of await api.list(apiVersion, kind)) await look(object, api);
  },
});

/** @throws Error with the server's reason unless it has taken a write; one that came too late is none. */
export function assertTaken(what: string, { status, body }: { readonly status: number; readonly body: object }): void {
  if (status >= 300 && status !== 404 && status !== 409) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
}
