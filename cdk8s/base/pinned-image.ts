import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PlatformChart } from './platform-chart';

/** An image that stays as it was read, by its digest where the environment has one. */
export function pinnedImage(scope: Construct, reference: string): string {
  const chart = Chart.of(scope);
  return PlatformChart.isPlatformChart(chart) ? chart.images.pinned(reference) : reference;
}
