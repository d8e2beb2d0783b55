import { composeHealth } from './compose-health';
import { interpolate } from './compose-interpolation';
import { composeServiceKeys } from './compose-keys';
import { toPairs } from './compose-merge';
import { composePorts } from './compose-ports';
import { composeVariables } from './compose-variables';
import { composeMounts } from './compose-volumes';
import { hostsByPort } from './hosts-by-port';
import type { ImportedFile, ImportedProcess, ImportedSize } from './imported-application';
import { knownText, tenantText } from './imported-text';
import type { InputNode } from './input-node';
import type { Notes } from './notes';
import { proxyLabels, type ProxyLabels } from './proxy-labels';
import { toCpus, toGibibytes, toSeconds } from './quantities';
import { shellWords } from './shell-words';

/**
 * Reads one service of a Compose file.
 *
 * @param file the whole file, for the configs that the service names
 */
export function readComposeService(name: string, service: InputNode, file: InputNode, notes: Notes): ImportedProcess {
  tellKeys(service, notes);
  const routed = toHosts(service, notes);
  const mounted = composeMounts(service, notes);
  const stop = service.textAt('stop_grace_period');
  const replicas = Number(service.textAt('deploy', 'replicas') ?? service.textAt('scale') ?? '1');
  return {
    name,
    at: service.at,
    image: toImage(service, notes),
    addresses: toAddresses(name, service),
    command: toWords(service.find('entrypoint')),
    args: toWords(service.find('command')),
    variables: composeVariables(service, notes),
    ports: composePorts(service, notes),
    ...hostsByPort(routed.hosts, routed.port),
    ...mounted,
    files: [...mounted.files, ...configFiles(service, file)],
    ...composeHealth(service, notes),
    stopSeconds: stop === undefined ? undefined : toSeconds(stop),
    size: toSize(service),
    replicas: Number.isInteger(replicas) && replicas > 0 ? replicas : undefined,
    waitsFor: toWaitsFor(service),
    runs: 'always',
  };
}

/** Tells what is known about each key that is not read. */
function tellKeys(service: InputNode, notes: Notes): void {
  for (const [key, node] of service.entries) {
    const known = composeServiceKeys.get(key);
    if (known === undefined && !key.startsWith('x-'))
      notes.addKey(node, 'is no key of a service of Compose', 'check its name');
    if (known !== undefined && !('read' in known)) notes.addKey(node, known.why, known.remedy);
  }
  const files = service.find('env_file');
  if (files !== undefined) {
    notes.addKey(
      files,
      'other files are not read',
      'import the output of docker compose config, which writes its variables out, or write them into the draft',
    );
  }
  for (const [key, node] of service.find('deploy')?.entries ?? []) {
    if (!['resources', 'replicas', 'labels'].includes(key)) {
      notes.addKey(node, 'the platform has its own way to roll out');
    }
  }
  const named = (service.find('environment')?.entries ?? []).map(([, { text }]) => text);
  const listed = service.find('environment')?.texts ?? [];
  for (const item of service.find('secrets')?.items ?? []) {
    const secret = item.text ?? item.textAt('target') ?? item.textAt('source') ?? '';
    const path = secret.startsWith('/') ? secret : `/run/secrets/${secret}`;
    if (![...named, ...listed].some((text) => text?.endsWith(path) === true)) {
      notes.add(
        item.at,
        `secret ${secret}`,
        `is a file at ${path}, and secrets are variables here`,
        'list a variable under secrets; if the application reads a file alone, write one under files with $(NAME)',
      );
    }
  }
  const devices = service.find('deploy', 'resources', 'reservations', 'devices');
  if (devices !== undefined) notes.addKey(devices, 'no pod has a device of its machine', 'let it compute without');
  if (service.find('networks') !== undefined) {
    notes.add(
      service.find('networks')?.at ?? service.at,
      'networks',
      'the processes of a service reach each other, and nothing else reaches them',
    );
  }
}

/** The image, if the file says its name; its tag alone may be missing. */
function toImage(service: InputNode, notes: Notes): string | undefined {
  const build = service.find('build');
  const node = service.find('image');
  if (build !== undefined)
    notes.addKey(
      build,
      'the platform builds no image of a tenant',
      'build it in a pipeline, push it to a registry, and name it as image',
    );
  if (node?.text === undefined) return undefined;
  const pieces = interpolate(node.text);
  const known = knownText(pieces);
  if (known !== undefined) return known;
  notes.addKey(node, `${tenantText(pieces)} leaves a part to a variable`, 'write registry, repository and version out');
  const beforeMissing = pieces[0] !== undefined && 'text' in pieces[0] ? pieces[0].text : '';
  return /^[^:]+:$/.test(beforeMissing) && !beforeMissing.includes('//') ? beforeMissing.slice(0, -1) : undefined;
}

function toAddresses(name: string, service: InputNode): readonly string[] {
  const aliases = (service.find('networks')?.entries ?? []).flatMap(
    ([, network]) => network.find('aliases')?.texts ?? [],
  );
  return [
    name,
    ...(service.find('container_name')?.texts ?? []),
    ...(service.find('hostname')?.texts ?? []),
    ...aliases,
  ];
}

/** Words of a command; a string is split as a shell would. An empty one leaves that of the image. */
function toWords(node: InputNode | undefined): readonly string[] | undefined {
  if (node === undefined) return undefined;
  const words = node.text === undefined ? node.texts : shellWords(node.text);
  return words.length === 0 ? undefined : words.map((word) => tenantText(interpolate(word)));
}

function toHosts(service: InputNode, notes: Notes): Pick<ProxyLabels, 'hosts' | 'port'> {
  const nodes = [service.find('labels'), service.find('deploy', 'labels')].flatMap((node) =>
    node === undefined ? [] : toPairs(node).entries,
  );
  const { hosts, port, open } = proxyLabels(Object.fromEntries(nodes.map(([label, { text = '' }]) => [label, text])));
  const own = service.find('environment');
  const virtualNode = own === undefined ? undefined : toPairs(own).find('VIRTUAL_HOST');
  const virtual = virtualNode?.text;
  const names = (knownText(interpolate(virtual ?? '')) ?? '')
    .split(',')
    .filter((host) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host));
  for (const [label, node] of nodes) {
    if (open.includes(label))
      notes.add(node.at, `label ${label}`, 'leaves the host to a variable', 'write the host under hosts');
    else if (/middlewares|header|auth/i.test(label)) {
      notes.add(
        node.at,
        `label ${label}`,
        'routers of the platform take the proxy’s place',
        'have the application set headers and ask for a login, if the proxy did',
      );
    } else if (!/rule$|routers\.[^.]+\.service$|server\.port$|^caddy(_\d+)?(\.reverse_proxy)?$/.test(label))
      notes.add(node.at, `label ${label}`, 'labels are the platform’s');
  }
  // nginx-proxy leads to VIRTUAL_PORT, and to 80 where several ports or none are known.
  const virtualPort =
    own === undefined || virtualNode === undefined ? undefined : Number(toPairs(own).textAt('VIRTUAL_PORT') ?? '80');
  return {
    hosts: [...hosts, ...names.map((host) => ({ host: host.toLowerCase(), paths: [], port: virtualPort ?? port }))],
    port: port ?? virtualPort,
  };
}

function toSize(service: InputNode): ImportedSize {
  const cpus = (node: string | undefined) => (node === undefined ? undefined : toCpus(node));
  const memory = (node: string | undefined) => (node === undefined ? undefined : toGibibytes(node));
  const limit = cpus(service.textAt('deploy', 'resources', 'limits', 'cpus') ?? service.textAt('cpus'));
  const reserved = cpus(service.textAt('deploy', 'resources', 'reservations', 'cpus'));
  return {
    // A pod may use twice what it reserves.
    cpu: reserved ?? (limit === undefined ? undefined : limit / 2),
    memoryGiB:
      memory(service.textAt('deploy', 'resources', 'limits', 'memory') ?? service.textAt('mem_limit')) ??
      memory(service.textAt('deploy', 'resources', 'reservations', 'memory') ?? service.textAt('mem_reservation')),
  };
}

function toWaitsFor(service: InputNode): readonly string[] {
  const node = service.find('depends_on');
  return node === undefined ? [] : [...node.texts, ...node.entries.map(([other]) => other)];
}

/** Files that `configs` of the service mounts; their content stands at the top level, or in a file that is not read. */
const configFiles = (service: InputNode, file: InputNode): readonly ImportedFile[] =>
  (service.find('configs')?.items ?? []).flatMap((item) => {
    const source = item.text ?? item.textAt('source');
    if (source === undefined) return [];
    const config = file.find('configs', source);
    const text = config?.textAt('content');
    const from = config?.textAt('file') ?? `config ${source}`;
    return [{ path: item.textAt('target') ?? `/${source}`, text: text?.replaceAll('$$', '$'), from, at: item.at }];
  });
