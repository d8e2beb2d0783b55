import type { Construct } from 'constructs';
import { k8s } from '../manifests/kubernetes';
import { inWave, objectWaves } from '../delivery/sync';

export interface PodDisruptionBudgetProps {
  readonly name: string;
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Smallest number of pods that run. */
  readonly pods: number;
  /**
   * Sync wave of the PodDisruptionBudget.
   * @default `objectWaves.workloads`
   */
  readonly wave?: number;
}

/**
 * Adds a PodDisruptionBudget by which a drain of nodes evicts one of the pods at a time. Adds none for a single pod, whose
 * budget would only block drains.
 */
export function addPodDisruptionBudget(scope: Construct, props: PodDisruptionBudgetProps): void {
  const { name, labels, pods, wave = objectWaves.workloads } = props;
  if (pods <= 1) return;
  new k8s.KubePodDisruptionBudget(scope, 'budget', {
    metadata: { name, annotations: inWave(wave) },
    spec: { selector: { matchLabels: { ...labels } }, maxUnavailable: k8s.IntOrString.fromNumber(1) },
  });
}
