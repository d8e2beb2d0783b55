import { blocksOverlap, containsBlock } from '../../../model/address-blocks';
import { familyFor } from '../../../model/deny-slots';
import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { keptBlocks } from '../../../model/rules/deny-rules';
import type { LoggedCall } from './log-reader';
import { toPrefix, toText, widened } from './prefix';

/** By what callers are ordered. */
export const callerMeasures = ['requests', 'bytes', 'refused'] as const;

/** A number of a caller or a network. */
export type CallerMeasure = (typeof callerMeasures)[number];

/** What a caller did, or all callers of a network together. */
export type Calls = Readonly<Record<CallerMeasure, number>>;

/** A network with its callers, and what can be done about it. */
export interface CallingNetwork extends Calls {
  /** A /24 of IPv4 or a /48 of IPv6. */
  readonly network: string;
  /** Different addresses. */
  readonly callers: number;
  readonly advice: string;
}

/** Counts calls by caller. */
export class CallCounter {
  private readonly counts = new Map<string, Record<CallerMeasure, number>>();

  add({ caller, bytes, isRefused }: LoggedCall): void {
    const count = this.counts.get(caller) ?? { requests: 0, bytes: 0, refused: 0 };
    count.requests += 1;
    count.bytes += bytes;
    if (isRefused) count.refused += 1;
    this.counts.set(caller, count);
  }

  /** Callers with at least `least` of a measure, the worst first. */
  worst(by: CallerMeasure, least: number): readonly (readonly [string, Calls])[] {
    return [...this.counts]
      .filter(([, calls]) => calls[by] >= least)
      .toSorted(([a, one], [b, other]) => other[by] - one[by] || (a < b ? -1 : 1));
  }
}

/** Networks of callers, the worst first, with what can be done about each. */
export function callingNetworks(
  callers: readonly (readonly [string, Calls])[],
  by: CallerMeasure,
  environment: Environment,
  facts: Partial<Facts>,
): readonly CallingNetwork[] {
  const networks = new Map<string, { callers: number } & Record<CallerMeasure, number>>();
  for (const [caller, calls] of callers) {
    const prefix = toPrefix(caller);
    const network = toText(widened(prefix, networkLength[prefix.family]));
    const sum = networks.get(network) ?? { callers: 0, requests: 0, bytes: 0, refused: 0 };
    sum.callers += 1;
    for (const measure of callerMeasures) sum[measure] += calls[measure];
    networks.set(network, sum);
  }
  const kept = keptBlocks(environment, facts);
  const adviceFor = (network: string): string => {
    const held = environment.edge.denied.find(({ block }) => blocksOverlap(block, network));
    if (held !== undefined) return `slot ${held.slot} denies ${containsBlock(held.block, network) ? 'it' : held.block}`;
    const near = kept.find(({ block }) => blocksOverlap(block, network));
    return near === undefined ? 'can be denied' : `not as a whole: it ${near.what}`;
  };
  return [...networks]
    .toSorted(([a, one], [b, other]) => other[by] - one[by] || (a < b ? -1 : 1))
    .map(([network, sum]) => ({ network, ...sum, advice: adviceFor(network) }));
}

const networkLength: Readonly<Record<ReturnType<typeof familyFor>, number>> = { IPv4: 24, IPv6: 48 };
