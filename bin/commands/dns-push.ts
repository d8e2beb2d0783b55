import { AwsCallError } from '../../lib/operations/aws-call-error';
import { fileProblem } from '../../model/file-problem';
import { throwProblems } from '../../model/problem';
import { confirm } from '../confirm';
import { withZoneStates, type ComparedZone, type DnsOptions } from '../dns/with-zone-states';

export interface DnsPushOptions extends DnsOptions {
  readonly takeOver: readonly string[];
  /** Whether to change without asking. Then no zone changes by more than 30 %. */
  readonly yes: boolean;
}

/**
 * Writes the rendered records of an environment to its DNS providers, zone by zone: shows what would change, asks, changes. Records
 * of others stay.
 *
 * @throws ProblemsError with all records of others that are in the way; then nothing was changed
 * @throws AwsCallError when a provider refused; says which zones were changed by then
 */
export const dnsPush = (name: string, options: DnsPushOptions): Promise<void> =>
  withZoneStates(name, options, options.takeOver, async (zones) => {
    throwProblems(
      options.takeOver
        .filter((host) => !zones.some(({ zone }) => zone.contains(host)))
        .map((host) =>
          fileProblem(
            `--take-over ${host}`,
            'is in no zone that is pushed',
            'write a full name, without a dot at its end',
          ),
        ),
    );
    const due = zones.filter(({ state }) => state.plan.checksum !== undefined);
    if (due.length === 0) {
      console.log('nothing to change');
      return;
    }
    if (!(await confirm(`change ${due.map(({ zone }) => zone.domain).join(', ')} now?`, options.yes))) {
      console.log('nothing was changed');
      return;
    }
    await pushAll(due, !options.yes);
  });

/** Every zone is tried, because each is whole by itself. */
async function pushAll(due: readonly ComparedZone[], much: boolean): Promise<void> {
  const failures: AwsCallError[] = [];
  for (const { zone, state } of due) {
    try {
      await zone.push(state, much);
      console.log(`${zone.domain}: done`);
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      console.log(`${zone.domain}: failed`);
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first === undefined) return;
  throw failures.length === 1
    ? first
    : new AwsCallError(
        'dns push',
        `failed for ${failures.length} of ${due.length} zones`,
        failures.map(({ message }) => message).join('\n'),
      );
}
