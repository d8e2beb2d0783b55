import type { Verdict } from './target';

/** One part of the benchmark. */
export interface Measurement {
  readonly title: string;
  /** For people. */
  readonly text: string;
  /** What every single run cost, for the record. */
  readonly series: readonly { readonly name: string; readonly costs: readonly object[] }[];
  readonly verdicts: readonly Verdict[];
}
