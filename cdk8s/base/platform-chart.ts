import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** Whose an object is and what it belongs to. */
export interface Ownership {
  /** Tenant or platform component that answers for it. */
  readonly owner: string;
  /** The most sensitive data it holds. */
  readonly dataClass: 'public' | 'internal' | 'personal';
}

/** Where a chart finds the digests of its images. */
export interface ImageSource {
  /** The image with its digest, or as it is written while none is known. */
  pinned(reference: string): string;
}

export interface PlatformChartProps {
  readonly ownership: Ownership;
  /** Left out for cluster-wide objects. */
  readonly namespace?: string;
  /**
   * Digests of its images.
   * @default none are known
   */
  readonly images?: ImageSource;
}

/** Manifests that share an owner; every object in it carries the owner's labels. */
export class PlatformChart extends Chart {
  /** Digests of its images. */
  readonly images: ImageSource;

  /** Whether a chart is one of these; `instanceof` takes every chart of cdk8s for one. */
  static isPlatformChart(chart: Chart): chart is PlatformChart {
    return 'images' in chart;
  }

  constructor(scope: Construct, id: string, { ownership, namespace, images }: PlatformChartProps) {
    super(scope, id, {
      namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'commons-platform',
        'app.kubernetes.io/part-of': ownership.owner,
        'commons-platform/owner': ownership.owner,
        'commons-platform/data-class': ownership.dataClass,
      },
    });
    this.images = images ?? { pinned: (reference) => reference };
  }
}
