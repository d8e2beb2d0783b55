import type { PlatformChart } from 'commons-platform/cdk8s/base/manifests/platform-chart';
import { databaseVariables, ServiceDatabase } from 'commons-platform/cdk8s/base/databases/service-database';
import { ServiceSecret } from 'commons-platform/cdk8s/base/secrets/service-secret';
import { WebApplication } from 'commons-platform/cdk8s/base/web-application';
import type { ServiceContext } from 'commons-platform/cdk8s/services/service-context';
import { loginSecret } from 'commons-platform/model/service-needs';
import type { ShortLinks } from './short-links-kind';

export function fillShortLinksChart(chart: PlatformChart, service: ShortLinks, context: ServiceContext): void {
  const { hosts, login, remoteSecret } = context;
  const { name, image, updates, letters } = service;
  const secret = new ServiceSecret(chart, 'secret', {
    name,
    remoteName: remoteSecret,
    typedIn: [],
    generated: [loginSecret],
  });
  const { connection } = new ServiceDatabase(chart, 'database', {
    name: `${name}-db`,
    database: context.postgres(service.database),
    clients: WebApplication.podLabels(name),
  });
  new WebApplication(chart, name, {
    name,
    image,
    updates,
    architecture: 'any',
    port: 8080,
    hosts,
    size: 'small',
    replicas: { count: 2 },
    health: { path: '/-/health' },
    startSeconds: 60,
    metricsPath: '/-/metrics',
    closedPaths: [],
    scratch: [],
    variables: {
      ...databaseVariables(connection),
      LETTERS: String(letters),
      OIDC_ISSUER: login.issuer,
      OIDC_CLIENT_ID: login.client,
      OIDC_CLIENT_SECRET: secret.value(loginSecret),
    },
    calls: [connection.traffic],
  });
}
