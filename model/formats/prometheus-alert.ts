import { alertSection } from './alert-section';

/** An alert: a problem that a person must look at. */
export interface Alert {
  /** In words that each begin with a capital letter, such as `WorkloadDown`. */
  readonly name: string;
  /** PromQL that has a result while the problem exists. */
  readonly expression: string;
  /** How long the problem must exist before the alert fires, as Prometheus writes durations, such as `15m`. */
  readonly lasting: string;
  readonly severity: 'critical' | 'warning';
  /** The problem in one sentence. */
  readonly summary: string;
  /**
   * Anchor of the section of `docs/alerts.md` that says what to do.
   * @default the words of the name, such as `workload-down`
   */
  readonly runbook?: string;
}

export interface AlertPlace {
  /** Address of `docs/alerts.md`. */
  readonly page: string;
  /** Labels besides the severity. Without some, the same alert of two tenants would be one. */
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert as an entry of `rules`, for Prometheus, a PrometheusRule or an AlertingRule of OpenShift. */
export const prometheusAlert = (
  { name, expression, lasting, severity, summary, runbook = toWords(name) }: Alert,
  { page, labels }: AlertPlace,
) => ({
  alert: name,
  expr: expression,
  for: lasting,
  labels: { severity, ...labels },
  annotations: { summary, runbook_url: alertSection(page, runbook) },
});

const toWords = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
