import type { Construct } from 'constructs';
import { k8s } from '../manifests/kubernetes';
import { inWave, objectWaves } from '../delivery/sync';

export interface PodDisruptionBudgetProps {
  readonly name: string;
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many pods there are, at least. */
  readonly pods: number;
  /** @default that of workloads */
  readonly wave?: number;
}

/** Lets drains of nodes take the pods away one at a time. With a single pod a budget could only block them, so there is none. */
export function addPodDisruptionBudget(scope: Construct, props: PodDisruptionBudgetProps): void {
  const { name, labels, pods, wave = objectWaves.workloads } = props;
  if (pods <= 1) return;
  new k8s.KubePodDisruptionBudget(scope, 'budget', {
    metadata: { name, annotations: inWave(wave) },
    spec: { selector: { matchLabels: { ...labels } }, maxUnavailable: k8s.IntOrString.fromNumber(1) },
  });
}
