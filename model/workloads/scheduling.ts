import type { MatchExpression } from './match-expression';

/** Where pods may go, in the terms of a pod's specification. */
export interface PodScheduling {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly PodToleration[];
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeTerm[] };
    };
    readonly podAntiAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly { readonly topologyKey: string }[];
    };
  };
  readonly topologySpreadConstraints?: readonly {
    readonly topologyKey: string;
    readonly maxSkew: number;
    readonly whenUnsatisfiable: string;
  }[];
}

/** A taint that a pod stands; without a key all of them. */
export interface PodToleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

/** Labels of a machine that must be so, all of them. */
export interface NodeTerm {
  readonly matchExpressions?: readonly MatchExpression[];
}

/** Label of the machine itself, and of its zone. */
export const machineKey = 'kubernetes.io/hostname';
export const zoneKey = 'topology.kubernetes.io/zone';

/** Pods of which no two are on one machine, in terms of a pod's specification. */
export const onePerMachine: PodScheduling = {
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: machineKey }] } },
};
