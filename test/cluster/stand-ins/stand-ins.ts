import { setTimeout as pause } from 'node:timers/promises';
import type { KubeApi } from '../support/kube-api';
import type { StandIn } from './stand-in';

/** All that stand in for somebody, looking in turn until they are stopped. */
export class StandIns {
  private running: Promise<void> | undefined;
  private stopped = false;
  private readonly failed = new Map<StandIn, string>();

  constructor(
    private readonly api: KubeApi,
    private readonly all: readonly StandIn[],
  ) {}

  /** What some of them could not do when they looked last. */
  get failures(): readonly string[] {
    return [...this.failed.values()];
  }

  start(): void {
    this.running = this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async look(): Promise<void> {
    while (!this.stopped) {
      for (const each of this.all) {
        try {
          await each.step(this.api);
          this.failed.delete(each);
        } catch (error) {
          this.failed.set(each, `${each.name}: ${String(error)}`);
        }
      }
      await pause(1000);
    }
  }
}
