import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ChartContext } from './chart-context';

/** Whose an object is and what it belongs to. */
export interface Ownership {
  /** Tenant or platform component that answers for it. */
  readonly owner: string;
  /** The most sensitive data it holds. */
  readonly dataClass: 'public' | 'internal' | 'personal';
}

export interface PlatformChartProps {
  readonly ownership: Ownership;
  /**
   * Namespace of its objects.
   * @default none, for cluster-wide objects
   */
  readonly namespace?: string;
  readonly context: ChartContext;
}

/**
 * Manifests that share an owner; every object in it carries the owner's labels, and every building block finds here what is
 * the same for the whole environment.
 *
 * @example
 * const chart = new PlatformChart(new App(), 'wiki', {
 *   ownership: { owner: 'library', dataClass: 'internal' },
 *   namespace: 'library',
 *   context: {
 *     region: 'eu-central-1',
 *     addresses: { machines: '10.0.0.0/16', internal: ['10.128.0.0/14', '172.30.0.0/16'] },
 *     runbookUrl: 'https://docs.library.example/alerts',
 *   },
 * });
 */
export class PlatformChart extends Chart {
  /** What is the same in all charts of the environment. */
  readonly context: ChartContext;

  /**
   * The chart that a building block is in.
   *
   * @throws Error when it is in another kind of chart, which knows nothing of the environment.
   */
  static override of(construct: IConstruct): PlatformChart {
    const chart = Chart.of(construct);
    if (isPlatformChart(chart)) return chart;
    throw new Error(
      `${construct.node.path} is in the chart ${chart.node.id}, which knows no region, addresses and runbook: put it into a PlatformChart`,
    );
  }

  constructor(scope: Construct, id: string, { ownership, namespace, context }: PlatformChartProps) {
    super(scope, id, {
      namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'commons-platform',
        'app.kubernetes.io/part-of': ownership.owner,
        'commons-platform/owner': ownership.owner,
        'commons-platform/data-class': ownership.dataClass,
      },
    });
    this.context = context;
  }

  /**
   * The namespace of its objects.
   *
   * @throws Error when the chart is for cluster-wide objects.
   */
  get ownNamespace(): string {
    if (this.namespace === undefined) throw new Error(`the chart ${this.node.id} has no namespace: give it one`);
    return this.namespace;
  }
}

/** `instanceof` takes every chart of cdk8s for one. */
const isPlatformChart = (chart: Chart): chart is PlatformChart => 'context' in chart;
