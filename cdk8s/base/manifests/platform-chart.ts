import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ChartContext } from './chart-context';

/** Who is responsible for an object, and how sensitive its data are. */
export interface Ownership {
  /** Tenant or platform component that is responsible for it. */
  readonly owner: string;
  /** Class of the most sensitive data that it holds. */
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
 * A chart whose objects have one owner. It gives every object the owner's labels, and constructs in it read the settings
 * of the environment from `context`.
 *
 * @example
 * const chart = new PlatformChart(new App(), 'wiki', {
 *   ownership: { owner: 'library', dataClass: 'internal' },
 *   namespace: 'library',
 *   context: {
 *     region: 'eu-central-1',
 *     addresses: { machines: '10.0.0.0/16', hosts: [], internal: ['10.128.0.0/14', '172.30.0.0/16'] },
 *     runbookUrl: 'https://docs.library.example/alerts',
 *   },
 * });
 */
export class PlatformChart extends Chart {
  /** Settings that are the same in all charts of the environment. */
  readonly context: ChartContext;

  /**
   * The PlatformChart that a construct is in.
   *
   * @throws Error when it is in a chart of another class, which has no `context`.
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
   * The namespace of the chart's objects.
   *
   * @throws Error when the chart is for cluster-wide objects.
   */
  get ownNamespace(): string {
    if (this.namespace === undefined) throw new Error(`the chart ${this.node.id} has no namespace: give it one`);
    return this.namespace;
  }
}

/** `instanceof` is of no use here: it is true for every chart of cdk8s. */
const isPlatformChart = (chart: Chart): chart is PlatformChart => 'context' in chart;
