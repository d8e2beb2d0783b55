import type { Series } from './series';
import type { Verdict } from './target';

/** One part of the benchmark. */
export interface Measurement {
  readonly title: string;
  /** For people. */
  readonly text: string;
  readonly series: readonly Series[];
  readonly verdicts: readonly Verdict[];
}
