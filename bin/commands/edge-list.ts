import { denyDrift, driftRemedy } from '../../lib/operations/edge/deny-drift';
import { checkAccount } from '../aws/check-account';
import { Ec2DenyList } from '../aws/ec2-deny-list';
import { loadedEnvironment } from '../loaded-environment';
import { table } from '../table';

/**
 * Lists what the emergency list denies, in the environment file and in EC2. The exit code is 1 where they differ.
 *
 * @param today a day like 2026-11-21, to tell what has expired
 */
export async function edgeList(name: string, today: string): Promise<void> {
  const { environment } = loadedEnvironment(name);
  await checkAccount(environment);
  const states = denyDrift(environment, await new Ec2DenyList(environment).live());
  if (states.length === 0) {
    console.log('nobody is denied');
    return;
  }
  const rows = states.map(({ slot, entry, live, state }) => [
    slot.slot,
    slot.family,
    entry?.block ?? live ?? '',
    entry === undefined ? '' : `${entry.until}${entry.until < today ? ' (over)' : ''}`,
    state,
    entry?.because ?? '',
  ]);
  console.log(table(['slot', 'family', 'block', 'until', 'state', 'because'], rows));
  const remedies = states.flatMap((state) => driftRemedy(state, name) ?? []);
  for (const remedy of remedies) console.log(remedy);
  const over = states.filter(({ entry }) => entry !== undefined && entry.until < today).length;
  if (over > 0) console.log(`${over} over: commons edge expire ${name}`);
  if (remedies.length > 0) process.exitCode = 1;
}
