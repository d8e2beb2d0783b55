/** Unit in which the console shows a figure. */
export type Unit = 'short' | 'percentunit' | 'bytes' | 'Bps' | 's' | 'ms';

/** A part of a dashboard. Expressions are PromQL over all metrics of the cluster. */
export type Panel =
  | { readonly kind: 'number'; readonly title: string; readonly unit: Unit; readonly expression: string }
  | {
      readonly kind: 'graph';
      readonly title: string;
      readonly unit: Unit;
      /**
       * Whether the areas of the lines are stacked.
       * @default false
       */
      readonly stacked?: boolean;
      /** `legend` may name labels as `{{label}}`. */
      readonly lines: readonly { readonly expression: string; readonly legend: string }[];
    }
  | {
      readonly kind: 'table';
      readonly title: string;
      /** Titles of columns by label. The result of every expression must have exactly these labels. */
      readonly labels: Readonly<Record<string, string>>;
      readonly figures: readonly { readonly title: string; readonly unit: Unit; readonly expression: string }[];
    };

/** Panels under a common heading. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A dashboard of OpenShift's console, under _Observe, Dashboards_. */
export interface DashboardProps {
  /** Unique in the cluster. */
  readonly name: string;
  readonly title: string;
  readonly rows: readonly Row[];
}
