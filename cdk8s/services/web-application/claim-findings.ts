import { findingIf, type Finding } from '../../../model/finding';
import { scratchPath } from '../../../model/schema/service-processes';
import type { WebApplicationService } from './web-application-schema';

/** Findings on the volume of a web application, its scratch folders and its files. */
export function claimFindings(service: WebApplicationService): readonly Finding[] {
  const { claim, replicas } = service;
  return [
    ...findingIf(
      claim?.sharing === 'one-pod' && replicas !== 1,
      ['replicas'],
      `is ${replicas}, but the volume can be written by one pod only`,
      'write replicas: 1, or sharing: many-pods in the claim, or keep the data in the database',
    ),
    ...(claim?.sharing === 'many-pods' ? folderFindings(claim) : []),
    ...mountFindings(service),
    ...fileFindings(service),
  ];
}

type Claim = NonNullable<WebApplicationService['claim']>;

/** A shared folder is in the environment's file system, which has one backup plan and one speed. */
const folderFindings = ({ backup, speed }: Claim): readonly Finding[] => [
  ...findingIf(
    typeof backup === 'string' && backup !== 'daily',
    ['claim', 'backup'],
    `is ${typeof backup === 'string' ? backup : 'none'}, but the file system that many pods share is copied daily`,
    'write backup: daily, or have a disk with sharing: one-pod',
  ),
  ...findingIf(
    speed !== 'standard',
    ['claim', 'speed'],
    `is ${speed}, but the file system that many pods share has one speed`,
    'write speed: standard, or have a disk with sharing: one-pod',
  ),
];

/** A file must not be in a folder that the application writes. */
const fileFindings = ({ claim, scratch, files }: WebApplicationService): readonly Finding[] =>
  Object.keys(files).flatMap((file) => {
    const folder = [...(claim === undefined ? [] : [claim.path]), ...scratch.map(scratchPath)].find((each) =>
      `${file}/`.startsWith(`${each}/`),
    );
    return findingIf(
      folder !== undefined,
      ['files', file],
      `lies in ${folder ?? ''}, which the application writes`,
      'choose a path outside of scratch and claim',
    );
  });

/** Two volumes cannot be mounted at the same path, and one inside another hides a part of it. */
function mountFindings({ claim, scratch }: WebApplicationService): readonly Finding[] {
  const paths = scratch.map(scratchPath);
  return paths.flatMap((mount, index) => {
    const others = [...(claim === undefined ? [] : [claim.path]), ...paths.slice(0, index)];
    const other = others.find((each) => `${each}/`.startsWith(`${mount}/`) || `${mount}/`.startsWith(`${each}/`));
    return findingIf(
      other !== undefined,
      ['scratch', index],
      `${mount} and ${other ?? ''} lie in one another`,
      'mount each at a path of its own',
    );
  });
}
