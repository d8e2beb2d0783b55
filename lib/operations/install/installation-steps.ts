import { cloudPools, type Environment } from '../../../model/environment';
import { missingFacts, type FactName, type Facts } from '../../../model/facts';
import { resourceNames } from '../../../model/naming';
import type { StackNoun } from '../../../model/purposes';
import { machineArchitectures } from '../machine-architectures';
import type { InstallationState } from './installation-state';
import { waitFor } from './wait-for';

/** A step of an installation and its state. */
export interface InstallationStep {
  readonly step: string;
  readonly state: 'done' | 'now' | 'later' | 'problem';
  readonly says: string;
  /** Command to run if this is the next step. */
  readonly next: string;
}

/** A step whose state was not decided yet. */
interface Found extends Omit<InstallationStep, 'state'> {
  readonly is: 'done' | 'open' | 'problem';
}

/** Hours after which the bucket deletes an ignition file; the certificates in it expire at the same time. */
const ignitionHours = 24;

/** The steps of `docs/runbook.md#install-openshift`, in order; all steps after the first unfinished one have the state `later`. */
export function installationSteps(
  environment: Environment,
  facts: Partial<Facts>,
  state: InstallationState,
): readonly InstallationStep[] {
  const found = [
    signingKey(environment, facts),
    ...(['network', 'dns', 'issuer'] as const).map((noun) =>
      stack(environment, state, noun, '--all --outputs-file outputs.json'),
    ),
    recordedOutputs(environment, facts),
    stack(environment, state, 'identity'),
    bootImages(environment, facts),
    recordedCluster(environment, facts),
    ignition(environment, state),
    controlPlane(environment, state),
    api(environment, state),
    bootstrapRemoved(environment, state),
    ...(cloudPools(environment).length > 0 ? [stack(environment, state, 'node-pools')] : []),
  ];
  const turn = found.findIndex(({ is }) => is !== 'done');
  return found.map(({ is, ...step }, index) => ({
    ...step,
    state: is === 'open' ? (index === turn ? 'now' : 'later') : is,
  }));
}

const command = ({ name }: Environment, words: string): string =>
  `npm run commons -- ${words.replace('<environment>', name)}`;

const deploy = ({ name }: Environment, what: string): string => `npx cdk deploy -c environment=${name} ${what}`;

const signingKey = (environment: Environment, { serviceAccountKeys }: Partial<Facts>): Found => ({
  step: 'signing key',
  is: serviceAccountKeys === undefined ? 'open' : 'done',
  says: serviceAccountKeys?.[0]?.kid ?? 'not made',
  next: command(environment, 'cluster keys <environment>'),
});

function stack(environment: Environment, { stacks }: InstallationState, noun: StackNoun, what?: string): Found {
  const stackName = resourceNames(environment).stack(noun);
  const status = stacks[noun];
  const step = `stack ${noun}`;
  if (status === undefined)
    return { step, is: 'open', says: 'not deployed', next: deploy(environment, what ?? stackName) };
  const events = `aws cloudformation describe-stack-events --stack-name ${stackName} --region ${noun === 'dns' ? 'us-east-1' : environment.region}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return { step, is: 'done', says: status, next: '' };
  if (/ROLLBACK|FAILED/.test(status)) return { step, is: 'problem', says: status, next: events };
  return { step, is: 'open', says: status, next: `wait; ${events}` };
}

function recordedOutputs(environment: Environment, facts: Partial<Facts>): Found {
  const needed: readonly FactName[] = [
    ...(['natAddresses', 'clusterZoneId', 'clusterZoneNameServers', 'clusterZoneDsRecord'] as const),
    ...(['clusterPrivateZoneId', 'serviceAccountIssuer'] as const),
  ];
  const missing = missingFacts(facts, needed);
  return {
    step: 'facts of the stacks',
    is: missing.length === 0 ? 'done' : 'open',
    says: missing.length === 0 ? 'recorded' : `missing: ${missing.join(', ')}`,
    next: command(environment, 'facts record <environment> outputs.json'),
  };
}

function bootImages(environment: Environment, { machineImages }: Partial<Facts>): Found {
  const { release } = environment.cluster;
  const missing = machineArchitectures(environment).filter(
    (architecture) => machineImages?.[release]?.[architecture] === undefined,
  );
  return {
    step: 'boot images',
    is: missing.length === 0 ? 'done' : 'open',
    says: missing.length === 0 ? `of OpenShift ${release}` : `none of OpenShift ${release} for ${missing.join(', ')}`,
    next: command(environment, 'machine-images update <environment>'),
  };
}

function recordedCluster(environment: Environment, facts: Partial<Facts>): Found {
  const missing = missingFacts(facts, ['infraId', 'clusterId', 'machineConfigServerCa', 'controlPlane']);
  return {
    step: 'installation files',
    is: missing.length === 0 ? 'done' : 'open',
    says: missing.length === 0 ? `recorded ${facts.infraId ?? ''}` : 'no cluster is recorded',
    next: `${command(environment, 'cluster prepare <environment> --folder <folder> --pull-secret <file> --ssh-key <file>')}, then ${command(environment, 'cluster record <environment> <folder>/metadata.json')}`,
  };
}

/** The step of the ignition file, which is no longer needed once the control plane runs. */
function ignition(
  environment: Environment,
  { ignitionAgeHours, bootstrapMachine, api: answer }: InstallationState,
): Found {
  const step = 'ignition file';
  const next = command(environment, 'cluster ignition <environment> --folder <folder>');
  if (environment.cluster.phase === 'running' || answer === 'ready')
    return { step, is: 'done', says: 'no longer needed', next };
  if (ignitionAgeHours === undefined) {
    return { step, is: bootstrapMachine ? 'problem' : 'open', says: 'not in the bucket', next };
  }
  const says = `stored ${Math.floor(ignitionAgeHours)} hours ago`;
  if (ignitionAgeHours < ignitionHours) return { step, is: 'done', says, next };
  return {
    step,
    is: 'problem',
    says: `${says}: it is gone, and its certificates ended`,
    next: 'docs/runbook.md#the-cluster-does-not-come-up',
  };
}

function controlPlane(environment: Environment, state: InstallationState): Found {
  const found = stack(environment, state, 'cluster', '--all');
  const isEarly = environment.cluster.phase === 'running' && state.stacks.cluster === undefined;
  return isEarly
    ? {
        ...found,
        is: 'problem',
        says: 'not deployed, but cluster.phase is running',
        next: 'write cluster.phase: bootstrapping',
      }
    : found;
}

/**
 * The step of the API. If this computer's address is not among the peers, it cannot call the API, so the health of the
 * load balancer's targets counts.
 */
function api(environment: Environment, { api: answer, apiTargets, stacks }: InstallationState): Found {
  const targets = apiTargets === undefined ? '' : `, ${apiTargets.healthy} of ${apiTargets.all} targets are healthy`;
  const found = {
    step: 'Kubernetes API',
    says: `${answer}${targets}`,
    next: waitFor(environment, 'bootstrap-complete'),
  };
  if (answer === 'ready' || (apiTargets?.healthy ?? 0) > 0) return { ...found, is: 'done' };
  const isDown = environment.cluster.phase === 'running' && stacks.cluster !== undefined;
  return isDown
    ? { ...found, is: 'problem', next: 'docs/runbook.md#the-cluster-does-not-come-up' }
    : { ...found, is: 'open' };
}

function bootstrapRemoved(environment: Environment, { bootstrapMachine }: InstallationState): Found {
  const step = 'bootstrap machine removed';
  const { phase } = environment.cluster;
  const remove = deploy(environment, resourceNames(environment).stack('cluster'));
  if (phase === 'running')
    return {
      step,
      is: bootstrapMachine ? 'open' : 'done',
      says: bootstrapMachine ? 'it runs' : 'it is gone',
      next: remove,
    };
  return {
    step,
    is: 'open',
    says: bootstrapMachine ? 'it runs' : 'cluster.phase is bootstrapping',
    next: `${waitFor(environment, 'bootstrap-complete')}; then write cluster.phase: running, npm start, ${remove}`,
  };
}
