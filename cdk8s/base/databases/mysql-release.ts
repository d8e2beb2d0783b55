/** Releases of Percona's operator that a cluster may have, see `model/data/operators.ts`. */
export type MysqlOperatorRelease = '1.19' | '1.20';

/** The release for versions of OpenShift whose catalogue has the newest one. */
export const newestMysqlOperator: MysqlOperatorRelease = '1.20';

interface MysqlRelease {
  /** The field `crVersion`: the release whose behaviour the operator follows; must not be newer than the operator. */
  readonly crVersion: string;
  readonly server: string;
  readonly proxy: string;
}

/**
 * The images that Percona certified for each release of the operator, for both architectures
 * (percona/k8spxc-docs:docs/ReleaseNotes, "Percona certified images").
 */
export const mysqlReleases: Readonly<Record<MysqlOperatorRelease, MysqlRelease>> = {
  '1.19': {
    crVersion: '1.19.0',
    server: 'docker.io/percona/percona-xtradb-cluster:8.4.7-7.1',
    proxy: 'docker.io/percona/haproxy:2.8.17',
  },
  '1.20': {
    crVersion: '1.20.0',
    server: 'docker.io/percona/percona-xtradb-cluster:8.4.8-8.1',
    proxy: 'docker.io/percona/haproxy:2.8.18-1',
  },
};

/** Whether `mysqlReleases` has the images of this release of the operator. */
export const isMysqlOperatorRelease = (line: string): line is MysqlOperatorRelease => line in mysqlReleases;
