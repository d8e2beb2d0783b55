import type { Construct } from 'constructs';
import { PlatformChart } from '../manifests/platform-chart';

/** An image that stays as it was read, by its digest where the environment has one. */
export const pinnedImage = (scope: Construct, reference: string): string =>
  PlatformChart.of(scope).context.images?.pinned(reference) ?? reference;
