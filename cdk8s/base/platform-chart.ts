import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** Whose an object is and what it belongs to. */
export interface Ownership {
  /** Tenant or platform component that answers for it. */
  readonly owner: string;
  /** The most sensitive data it holds. */
  readonly dataClass: 'public' | 'internal' | 'personal';
}

export interface PlatformChartProps {
  readonly ownership: Ownership;
  /** Left out for cluster-wide objects. */
  readonly namespace?: string;
}

/** Manifests that share an owner; every object in it carries the owner's labels. */
export class PlatformChart extends Chart {
  constructor(scope: Construct, id: string, { ownership, namespace }: PlatformChartProps) {
    super(scope, id, {
      namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'commons-platform',
        'app.kubernetes.io/part-of': ownership.owner,
        'commons-platform/owner': ownership.owner,
        'commons-platform/data-class': ownership.dataClass,
      },
    });
  }
}
