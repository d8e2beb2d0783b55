import type { Construct } from 'constructs';
import { PlatformChart } from '../manifests/platform-chart';

/** The image with the digest that the environment has pinned; the reference unchanged if it has none. */
export const pinnedImage = (scope: Construct, reference: string): string =>
  PlatformChart.of(scope).context.images?.pinned(reference) ?? reference;
