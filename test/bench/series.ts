import { measure, type Cost, type Program } from './measure';
import { summaryOf, type Summary } from './summary';
import type { Workspace } from './workspace';

/** The costs of one program, measured again and again. */
export class Series {
  readonly costs: Cost[] = [];

  constructor(
    readonly name: string,
    readonly program: Program,
  ) {}

  summary(of: keyof Cost): Summary {
    return summaryOf(this.costs.map((cost) => cost[of]));
  }

  /** `compare` for each run and the run of `other` in the same round: what slows the machine for a while slows both. */
  paired(other: Series, of: keyof Cost, compare: (own: number, others: number) => number): Summary {
    const pairs = this.costs.flatMap((cost, round) => {
      const beside = other.costs[round];
      return beside === undefined ? [] : [compare(cost[of], beside[of])];
    });
    return summaryOf(pairs);
  }

  ratioTo(other: Series, of: keyof Cost): Summary {
    return this.paired(other, of, (own, others) => own / others);
  }
}

/** Runs all programs once uncounted, then in turn, A B C A B C …, and adds what each run cost to its series. */
export function measureInTurn(series: readonly Series[], rounds: number, workspace: Workspace): void {
  const names = series.map(({ name }) => name).join(', ');
  process.stderr.write(`measuring ${rounds} rounds after a warm-up: ${names} `);
  for (const { program } of series) measure(program, workspace);
  for (let round = 0; round < rounds; round++) {
    for (const { program, costs } of series) costs.push(measure(program, workspace));
    process.stderr.write('.');
  }
  process.stderr.write('\n');
}
