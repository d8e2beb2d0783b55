import { setTimeout as pause } from 'node:timers/promises';
import { applicationStates } from './applications';
import type { KubeApi } from './kube-api';

interface Seen {
  readonly wave: number;
  readonly made: number;
  applied?: number;
}

/** Watches when applications are made, and when each has been applied as a whole, which the next wave waits for. */
export class Waves {
  private readonly seen = new Map<string, Seen>();
  private watching = true;
  private readonly done: Promise<void>;

  constructor(api: KubeApi) {
    this.done = this.watch(api);
  }

  async stop(): Promise<void> {
    this.watching = false;
    await this.done;
  }

  /** Applications that were made before everything of the waves before theirs had been applied, for people. */
  early(): readonly string[] {
    const all = [...this.seen].filter(([name]) => name !== 'root');
    return all.flatMap(([name, { wave, made }]) =>
      all
        .filter(([, other]) => other.wave < wave && made < (other.applied ?? Infinity) - secondsOfClock)
        .map(([other, { wave: before }]) => `${name} (${wave}) came before ${other} (${before}) was applied`),
    );
  }

  private async watch(api: KubeApi): Promise<void> {
    while (this.watching) {
      // The control plane may be stopped first.
      for (const each of await applicationStates(api).catch(() => [])) {
        const { name, wave, made, status } = each;
        const seen = this.seen.get(name) ?? { wave, made: Date.parse(made) };
        this.seen.set(name, seen);
        // What comes later in its history is a later commit.
        const [first] = status.history;
        if (first !== undefined) seen.applied ??= Date.parse(first.deployedAt);
      }
      await pause(500);
    }
  }
}

/** Kubernetes writes times in whole seconds. */
const secondsOfClock = 1000;
