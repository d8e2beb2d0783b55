import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { operators } from '../../../model/data/operators';
import type { EnvironmentFiles } from '../../support/environment-folder';
import { runbookCommands } from '../../support/runbook';
import { programOf } from '../build/parts';
import type { Operator } from '../operators/operator';
import { startsWithObject, startsWithPackage, startWithOpenshift, withoutReplaced } from '../operators/started-by';
import { balancers } from '../stand-ins/balancers';
import { standInForCertManager } from '../stand-ins/cert-manager';
import { standInForExternalSecrets } from '../stand-ins/external-secrets';
import { chartsIn, standInForCharts } from '../stand-ins/foreign-charts';
import { gitopsOperator, installGitops } from '../stand-ins/gitops-operator';
import { imageTriggers } from '../stand-ins/image-triggers';
import { keptSecrets } from '../stand-ins/kept-secrets';
import { standInForMountedKeys } from '../stand-ins/mounted-keys';
import { clusterNameIn, standInForInstaller } from '../stand-ins/installer';
import { machinesIn, standInForNodes } from '../stand-ins/nodes';
import { backupLocations } from '../stand-ins/oadp';
import { standInForOlm } from '../stand-ins/olm';
import { kindsOfOpenshift, standInForOpenshift } from '../stand-ins/openshift';
import { reconciled } from '../stand-ins/reconciled';
import { router } from '../stand-ins/router';
import { StandIns } from '../stand-ins/stand-ins';
import { volumes } from '../stand-ins/volumes';
import { applicationStates, isAtRest, unrest, type ApplicationState } from './applications';
import { endOfAttempt } from './end-of-attempt';
import { ArgoCd } from './argo-cd';
import { ControlPlane, type Release } from './control-plane';
import { Definitions } from './definitions';
import { DeliveredHome } from './delivered-home';
import { Engineer } from './engineer';
import { eventually } from './eventually';
import { GitHost } from './git-host';

/** What a delivery begins with. */
export interface DeliveryProps {
  /** Folder of an environment. */
  readonly folder: string;
  readonly environment: string;
  readonly region: string;
  /**
   * Issuer of the tokens of ServiceAccounts, which AWS believes.
   * @default the API server's own
   */
  readonly issuer?: string;
  /** Whether the catalogues have a package yet; all if left out. */
  readonly offers?: (name: string) => boolean;
  /**
   * Operators that run for real, in place of what stands in for them, made for what is rendered.
   * @default none
   */
  readonly operators?: (home: DeliveredHome) => Promise<readonly Operator[]>;
  /** @default '4.20' */
  readonly release?: Release;
  /**
   * Text of files of the environment in place of its own, by path.
   * @default none
   */
  readonly instead?: EnvironmentFiles;
}

const sourceSchema = z.looseObject({ source: z.looseObject({ repoURL: z.string() }) });

/** An environment delivered into a fresh cluster, as the runbook says. */
export class Delivery {
  private constructor(
    readonly plane: ControlPlane,
    readonly home: DeliveredHome,
    readonly host: GitHost,
    readonly standIns: StandIns,
    private readonly engineer: Engineer,
    private readonly hosts: readonly string[],
    private started?: ArgoCd,
  ) {}

  /** A cluster as OpenShift's installer leaves it, and a repository; nothing of the environment yet. */
  static async prepare(props: DeliveryProps): Promise<Delivery> {
    const plane = await ControlPlane.start(props);
    try {
      return await Delivery.into(plane, props);
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  private static async into(
    plane: ControlPlane,
    { folder, environment, region, offers, operators: realOnes, instead = {} }: DeliveryProps,
  ): Promise<Delivery> {
    const programs = join(plane.folder, 'programs');
    mkdirSync(programs);
    symlinkSync(programOf('control-plane', 'kubectl'), join(programs, 'oc'));
    const engineer = await Engineer.make(join(plane.folder, 'engineer'), programs, { KUBECONFIG: plane.administrator });
    const home = await DeliveredHome.make(folder, environment, engineer, instead);
    const manifests = home.manifests();
    const urls = manifests
      .filter(({ kind }) => kind === 'Application')
      .map(({ spec }) => sourceSchema.parse(spec).source.repoURL);
    const hosts = [...new Set([home.url, ...urls].map((url) => new URL(url).host))];
    const host = await GitHost.start(join(plane.folder, 'hosts'), plane.authority, hosts);
    const real = (await realOnes?.(home)) ?? [];
    const watched = real.flatMap(({ watches = [] }) => watches);
    const definitions = Definitions.of([...manifests, ...kindsOfOpenshift], watched, plane.release);
    for (const kind of definitions.missing)
      process.stderr.write(`NOT DEFINED in ${definitions.source}, so anything is taken as ${kind}\n`);
    const charts = chartsIn(manifests);
    standInForCharts(host, charts, definitions);
    const later = [...operators.flatMap(({ defines }) => defines), ...charts.flatMap(({ groups }) => groups)];
    await definitions.applyOthers(plane.api, later);
    await standInForOpenshift(plane.api);
    await standInForInstaller(plane.api, { name: clusterNameIn(manifests), region });
    await standInForNodes(plane, machinesIn(region));
    const keys = join(plane.folder, 'argocd', 'keys');
    mkdirSync(keys, { recursive: true });
    await startWithOpenshift(plane, real);
    const all = [
      standInForOlm({
        definitions,
        afterInstallation: { 'openshift-gitops-operator': installGitops, ...startsWithPackage(plane, real) },
        secondsToInstall: 3,
        offers,
      }),
      ...startsWithObject(plane, real),
      gitopsOperator,
      standInForMountedKeys(keys),
      imageTriggers,
      router,
      volumes,
      balancers,
      backupLocations,
      ...standInForCertManager(await plane.authority.issue(['web'])),
      ...standInForExternalSecrets(),
      keptSecrets,
      ...reconciled,
    ];
    const standIns = new StandIns(plane.api, withoutReplaced(all, real));
    standIns.start();
    return new Delivery(plane, home, host, standIns, engineer, hosts);
  }

  /** Types what “Start delivery” of the runbook has people type, and starts Argo CD where the operator would. */
  async start(): Promise<void> {
    const { home, plane } = this;
    await home.begin(await this.host.repository(home.url));
    const blocks = runbookCommands('Start delivery', home.environment);
    const [operator, ...others] = blocks;
    const applied = others.find((block) => block.includes('/cluster/delivery/'));
    if (applied === undefined) throw new Error('the runbook does not say how delivery is applied');
    // “Until the operator has brought its definitions …: repeat it.”
    await eventually({
      what: 'the first commands of “Start delivery” succeed',
      seconds: 120,
      ask: () =>
        home.types(operator).then(
          () => true,
          (error: unknown) =>
            /doesn't have a resource type|NotFound/.test(String(error)) ? undefined : Promise.reject(error as Error),
        ),
    });
    this.started = await ArgoCd.start(plane, this.host, this.hosts);
    await home.types(applied);
  }

  get argo(): ArgoCd {
    if (this.started === undefined) throw new Error('Argo CD is not there yet');
    return this.started;
  }

  /** Waits until all applications are at rest, and these are among them. */
  async rest(seconds: number, ...expected: readonly string[]): Promise<readonly ApplicationState[]> {
    return eventually({
      what: 'all applications are Synced and Healthy',
      seconds,
      ask: async () => {
        this.plane.processes.assertRunning();
        const all = await applicationStates(this.plane.api);
        const there = expected.every((name) => all.some((each) => each.name === name));
        return there && all.length > 0 && all.every(isAtRest) ? all : undefined;
      },
      instead: () => this.unrest(),
    });
  }

  /** Has Argo CD look at its repository at once, as GitLab's webhook would, and waits until it has compared all applications. */
  async compare(how: 'normal' | 'hard' = 'normal'): Promise<void> {
    const { api } = this.plane;
    const annotations = { 'argocd.argoproj.io/refresh': how };
    const all = async () => api.list('argoproj.io/v1alpha1', 'Application');
    for (const each of await all()) await api.merge(each, { metadata: { annotations } }, 'object');
    await eventually({
      what: 'all applications are compared',
      seconds: 120,
      ask: async () => ((await all()).every(({ metadata }) => !isAsked(metadata.annotations)) ? true : undefined),
    });
  }

  /**
   * Ends an attempt at a commit that fails, as the page of alerts has people do with an Argo CD before 3.2: again when the next attempt
   * begins in the same moment. Nothing where none is being made.
   */
  async endAttempt(application: string): Promise<void> {
    const attempt = async () =>
      (await applicationStates(this.plane.api)).find(({ name }) => name === application)?.status.operationState;
    const begun = (await attempt())?.startedAt;
    await eventually({
      what: `the attempt at ${application} ends`,
      seconds: 60,
      ask: async () => {
        const now = await attempt();
        if (now?.phase !== 'Running' || now.startedAt !== begun) return true;
        await this.home.types(endOfAttempt(application));
        await pause(3000);
        return undefined;
      },
    });
  }

  /** What is not at rest, and what stand-ins could not do. */
  async unrest(): Promise<string> {
    const all = await applicationStates(this.plane.api);
    return [...all.filter((each) => !isAtRest(each)).map(unrest), ...this.standIns.failures].join('\n');
  }

  async stop(): Promise<void> {
    await this.standIns.stop();
    await this.started?.stop();
    await this.engineer.leaves();
    await this.host.stop();
    await this.plane.stop();
    this.home.dispose();
  }
}

const isAsked = (annotations: Readonly<Record<string, string>> = {}): boolean =>
  annotations['argocd.argoproj.io/refresh'] !== undefined;
