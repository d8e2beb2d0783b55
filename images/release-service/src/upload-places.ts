import type { Metrics } from './metrics';
import { Refusal } from './refusal';

/**
 * Limits the uploads at the same time: of all projects together, and of each project, so that one project cannot block
 * all others.
 */
export class UploadPlaces {
  private readonly byProject = new Map<string, number>();
  private readonly mostOfProject: number;

  constructor(
    private readonly most: number,
    private readonly metrics: Metrics,
  ) {
    this.mostOfProject = Math.ceil(most / 4);
  }

  /** @throws Refusal when the limit for the project, or for all projects, is reached. */
  check(project: string): void {
    if (this.metrics.uploads >= this.most) throw new Refusal(503, 'too many uploads at once: try again later');
    if ((this.byProject.get(project) ?? 0) >= this.mostOfProject) {
      throw new Refusal(503, `too many uploads of ${project} at once: try again later`);
    }
  }

  /**
   * Counts an upload; returns a function that ends it.
   *
   * @throws Refusal when a limit is reached.
   */
  take(project: string): () => void {
    this.check(project);
    this.change(project, 1);
    return () => this.change(project, -1);
  }

  private change(project: string, by: 1 | -1): void {
    this.metrics.uploads += by;
    const count = (this.byProject.get(project) ?? 0) + by;
    if (count === 0) this.byProject.delete(project);
    else this.byProject.set(project, count);
  }
}
