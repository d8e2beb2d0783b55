import { gitlabSizing, puma, sidekiqConcurrency, type GitLabSize } from './gitlab-size';

/** Connections that each process may open for threads that do not serve requests or jobs: `DB_POOL_HEADROOM`, not set here. */
const headroom = 10;

/** Sets of connections, for the tables `main` and `ci`, also when one database has both. */
const connectionSets = 2;

/** Part of the pods by which a rolling update exceeds their number, rounded up: `maxSurge` of a Deployment that names none. */
const surge = 0.25;

/**
 * Returns how many connections the pods of an installation may open to its pooler: those of its largest number of web and Sidekiq
 * pods, and of the pods that a rolling update adds. The few of its exporter are within the headroom, which is hardly used.
 *
 * Sources: gitlabhq/gitlabhq:doc/administration/postgresql/tune.md, "Plan your database connections"; the Kubernetes API, Deployment,
 * `maxSurge`, which GitLab's chart leaves alone.
 */
export function gitlabDatabaseClients(size: GitLabSize): number {
  const { webservice, sidekiq } = gitlabSizing[size];
  const web = largest(webservice.maximum) * puma.workers * (puma.threads + headroom);
  const jobs = largest(sidekiq.maximum) * (sidekiqConcurrency + 1 + headroom);
  return connectionSets * (web + jobs);
}

const largest = (pods: number): number => pods + Math.ceil(pods * surge);
