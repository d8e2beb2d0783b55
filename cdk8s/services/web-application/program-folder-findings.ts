import { findingIf, type Finding } from '../../../model/finding';
import { scratchPath } from '../../../model/schema/service-processes';
import { claimMounts, scratchLists, type PlacedMount } from './placed-mounts';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<
  WebApplicationService,
  'claim' | 'volumes' | 'before' | 'migrate' | 'workers' | 'schedule' | 'scratch' | 'files'
>;

/**
 * Folders of an image's programs and libraries: an empty one in their place, and no process starts. Sources: file-hierarchy(7), and for
 * /usr/local the Dockerfiles of the images of Node.js and Python, which install there.
 */
const programFolders = [
  ...['', '/usr', '/usr/local'].flatMap((root) => [
    `${root}/bin`,
    `${root}/lib`,
    `${root}/lib32`,
    `${root}/lib64`,
    `${root}/sbin`,
  ]),
  '/usr',
  '/usr/libexec',
  '/usr/local',
];

/** Programs that images start others with. Source: POSIX, "Utilities", and the names of shells in images. */
const programs = [
  'ash',
  'bash',
  'busybox',
  'cat',
  'cp',
  'dash',
  'env',
  'ls',
  'mkdir',
  'mv',
  'rm',
  'sh',
  'sleep',
  'test',
];

/** Findings on volumes, scratch folders and files in the place of the image's own programs. */
export const programFolderFindings = (service: Service): readonly Finding[] => [
  ...keptPaths(service).flatMap(({ path, at }) =>
    findingIf(
      programFolders.includes(path),
      at,
      `${path} has the image’s own programs and libraries, which the volume would hide`,
      'choose a folder of the application, like /var/lib/app',
    ),
  ),
  ...scratchLists(service).flatMap(({ folders, at }) =>
    folders.flatMap((folder, index) => {
      const isEmpty = typeof folder === 'string' || folder.content === 'none';
      const path = scratchPath(folder);
      return findingIf(
        isEmpty && programFolders.includes(path),
        typeof folder === 'string' ? [...at, index] : [...at, index, 'path'],
        `${path} has the image’s own programs and libraries, which an empty folder would hide`,
        `write { path: ${path}, content: of-image }, or choose a folder of the application`,
      );
    }),
  ),
  ...Object.keys(service.files).flatMap((path) =>
    findingIf(
      programFolders.includes(path) || isProgram(path),
      ['files', path],
      'is the image’s own, and it starts other programs with it',
      'name the file otherwise, like /usr/local/bin/start',
    ),
  ),
];

const isProgram = (path: string): boolean => {
  const cut = path.lastIndexOf('/');
  const [folder, name] = [path.slice(0, cut), path.slice(cut + 1)];
  return ['/bin', '/sbin', '/usr/bin', '/usr/sbin'].includes(folder) && programs.includes(name);
};

/** The paths of volumes that keep their content, with those that workers have alone. */
const keptPaths = ({ claim, volumes, workers }: Service): readonly PlacedMount[] => [
  ...(claim === undefined ? [] : claimMounts(claim, ['claim'])),
  ...volumes.flatMap((volume, index) => claimMounts(volume, ['volumes', index])),
  ...workers.flatMap((worker, index) =>
    worker.claim === undefined ? [] : claimMounts(worker.claim, ['workers', index, 'claim']),
  ),
];
