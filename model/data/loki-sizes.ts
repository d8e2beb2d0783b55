/** Pods of one component of a LokiStack. */
export interface LokiComponent {
  /** Key of the component in `spec.template`. */
  readonly component: string;
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
  /** Number of volumes of each pod. */
  readonly volumes: number;
}

/** A size: replicas, CPU and memory of each component, in the order of `components`. */
type Figures = readonly (readonly [replicas: number, cpu: string, memory: string])[];

const components = [
  ['querier', 0],
  // One volume for data, and one for the write-ahead log.
  ['ingester', 2],
  ['distributor', 0],
  ['queryFrontend', 0],
  ['compactor', 1],
  ['gateway', 0],
  ['indexGateway', 1],
] as const;

const sizes = {
  '1x.demo': [1, 1, 1, 1, 1, 2, 1].map((replicas) => [replicas, '0', '0'] as const),
  '1x.pico': [
    [2, '750m', '1.5Gi'],
    [3, '500m', '3Gi'],
    [2, '500m', '500Mi'],
    [2, '500m', '500Mi'],
    [1, '500m', '500Mi'],
    [2, '500m', '500Mi'],
    [2, '150m', '250Mi'],
  ],
  '1x.extra-small': [
    [2, '1.5', '3Gi'],
    [2, '2', '8Gi'],
    [2, '1', '1Gi'],
    [2, '1', '1Gi'],
    [1, '1', '2Gi'],
    [2, '500m', '500Mi'],
    [2, '500m', '1Gi'],
  ],
  '1x.small': [
    [2, '4', '4Gi'],
    [2, '4', '20Gi'],
    [2, '2', '2Gi'],
    [2, '4', '2.5Gi'],
    [1, '2', '4Gi'],
    [2, '1', '1Gi'],
    [2, '1', '2Gi'],
  ],
  '1x.medium': [
    [3, '6', '10Gi'],
    [3, '6', '30Gi'],
    [2, '2', '2Gi'],
    [2, '4', '2.5Gi'],
    [1, '2', '4Gi'],
    [2, '1', '1Gi'],
    [2, '1', '2Gi'],
  ],
} as const satisfies Readonly<Record<string, Figures>>;

/** A size of a LokiStack. */
export type LokiSize = keyof typeof sizes;

/**
 * Pods of a LokiStack of a size. The ruler is left out, because this platform does not use it. Newer operators run
 * three ingesters instead of two in the sizes extra-small and small, with the same sum of requests, so they fit where
 * two fit. Source: grafana/loki, operator/v0.8.0 and v0.9.0, operator/internal/manifests/internal/sizes.go; its
 * documentation gives the sums 14, 34 and 54 CPUs and 31, 67 and 139 GiB.
 */
export const lokiComponents = (size: LokiSize): readonly LokiComponent[] => {
  const figures: Figures = sizes[size];
  return components.flatMap(([component, volumes], index) => {
    const [replicas, cpu, memory] = figures[index] ?? [];
    return replicas === undefined || cpu === undefined || memory === undefined
      ? []
      : [{ component, replicas, cpu, memory, volumes }];
  });
};

/** Whether a text is the name of a size. */
export const isLokiSize = (size: string): size is LokiSize => Object.hasOwn(sizes, size);
