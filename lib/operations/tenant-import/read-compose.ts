import { ProblemsError, type Problem } from '../../../model/problem';
import { composeFileKeys, composeServiceKeys, type ComposeKey } from './compose-keys';
import { mergeCompose } from './compose-merge';
import { composeRuns } from './compose-runs';
import { readComposeService } from './compose-service';
import { composeVolumeSize } from './compose-volumes';
import type { ImportedApplication, ImportedProcess } from './imported-application';
import type { InputNode } from './input-node';
import { Notes } from './notes';

/**
 * Reads a Compose file, or several that are merged in their order.
 *
 * @throws ProblemsError with everything that no Compose file can have, such as a list where a map belongs.
 */
export function readCompose(documents: readonly [InputNode, ...InputNode[]]): ImportedApplication {
  const problems = documents.flatMap(shapeProblems);
  if (problems.length > 0) throw new ProblemsError(problems);
  const file = mergeCompose(documents);
  const whole = new Notes();
  tellFile(file, whole);
  const left = [...whole.left];
  const processes = (file.find('services')?.entries ?? []).flatMap(([name, service]): readonly ImportedProcess[] => {
    const notes = new Notes(name);
    const profiles = service.find('profiles')?.texts ?? [];
    const isStarted = profiles.length === 0;
    if (isStarted) {
      const process = withSizes(readComposeService(name, service, file, notes), file);
      left.push(...notes.left);
      return [process];
    }
    notes.add(
      service.at,
      `service ${name}`,
      `it starts with the profile ${profiles.join(' or ')} alone`,
      'take profiles out of the file if it belongs to the application, and import it again',
    );
    left.push(...notes.left);
    return [];
  });
  const run = composeRuns(processes, file.find('services'));
  return { name: file.textAt('name'), processes: run.processes, left: [...left, ...run.left] };
}

const withSizes = (process: ImportedProcess, file: InputNode): ImportedProcess => ({
  ...process,
  mounts: process.mounts.map((mount) => ({
    ...mount,
    sizeGiB: composeVolumeSize(file.find('volumes', mount.volume)),
  })),
});

function tellFile(file: InputNode, notes: Notes): void {
  for (const [key, node] of file.entries) {
    const known = composeFileKeys.get(key);
    if (known === undefined && !key.startsWith('x-'))
      notes.addKey(node, 'is no key of a Compose file', 'check its name');
    if (known !== undefined && !('read' in known)) notes.addKey(node, known.why, known.remedy);
  }
  for (const [name, volume] of file.find('volumes')?.entries ?? []) {
    if (volume.find('external') !== undefined || (volume.textAt('driver') ?? 'local') !== 'local') {
      notes.add(
        volume.at,
        `volume ${name}`,
        'is made outside of this file or by a driver',
        'copy its content into the volume of the draft',
      );
    }
  }
}

/** What has another form than Compose allows; a form that it allows and that is not read is none. */
function shapeProblems(file: InputNode): readonly Problem[] {
  const wrong = ({ at }: InputNode, reason: string, remedy: string): Problem => ({ ...at, reason, remedy });
  const services = file.find('services');
  if (file.form !== 'map') return [wrong(file, 'is no Compose file', 'name a file with services')];
  if (services === undefined || (services.form === 'map' && services.entries.length === 0)) {
    return [wrong(services ?? file, 'has no services', 'name a file with at least one service')];
  }
  return [
    ...formProblems(file, composeFileKeys),
    ...services.entries.flatMap(([, service]) =>
      service.form === 'map'
        ? formProblems(service, composeServiceKeys)
        : [wrong(service, 'is no service', 'write a map, with image')],
    ),
  ];
}

const formProblems = (map: InputNode, keys: ReadonlyMap<string, ComposeKey>): readonly Problem[] =>
  map.entries.flatMap(([key, node]) => {
    const known = keys.get(key);
    if (known === undefined || !('read' in known) || node.form === 'nothing' || known.read.includes(node.form))
      return [];
    const forms = known.read.map((form) => formNames[form]).join(' or ');
    return [{ ...node.at, reason: `is ${formNames[node.form]}`, remedy: `write ${forms}` }];
  });

const formNames = { map: 'a map', list: 'a list', text: 'text' } as const;
