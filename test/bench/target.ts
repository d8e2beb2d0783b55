/** What a measurement must not exceed. */
export interface Target {
  readonly name: string;
  readonly limit: number;
  /** Behind the number, with the space before it. */
  readonly unit: string;
  /** How far over the limit, as a part of it, is still noise of the machine. */
  readonly margin: number;
}

export interface Verdict {
  readonly target: Target;
  readonly measured: number;
  readonly missed: boolean;
}

export const verdictOn = (target: Target, measured: number): Verdict => ({
  target,
  measured,
  // Not a number is a miss too.
  missed: !(measured <= target.limit * (1 + target.margin)),
});

/** The verdict in one line. */
export function verdictLine({ target, measured, missed }: Verdict): string {
  const { name, limit, unit, margin } = target;
  const word = missed ? 'MISSED' : measured <= limit ? 'met' : 'within the margin';
  const value = Number(measured.toFixed(2));
  return `${word.padEnd(17)}  ${name}: ${value}${unit}, at most ${limit}${unit} and ${Math.round(margin * 100)} % for noise`;
}
