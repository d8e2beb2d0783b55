import { projectsFirstRule } from '../../../lib/verify/projects-first';
import { application, within } from './delivered-files';
import { renderedFiles } from './rendered-files';

const findings = (projectWave: number | undefined, wave: number) =>
  projectsFirstRule.findings(
    renderedFiles({
      'cluster/applications/library.yaml': application('library', wave),
      ...(projectWave === undefined
        ? {}
        : {
            'cluster/applications/project.yaml': within(
              'openshift-gitops',
              'argoproj.io/v1alpha1',
              'AppProject',
              'library',
              projectWave,
            ),
          }),
    }),
  );

test.each([
  ['in its wave', 7, 7, 'its project is in wave 7, and the Application in wave 7'],
  ['in a later wave', 8, 7, 'its project is in wave 8, and the Application in wave 7'],
  ['nowhere', undefined, 7, 'its project library is not rendered'],
])('an application whose project is %s is found', (_, projectWave, wave, reason) => {
  expect(findings(projectWave, wave)).toMatchObject([
    { place: 'cluster/applications/library.yaml Application openshift-gitops/library', reason },
  ]);
});

test('a project in a wave before is as it should be', () => {
  expect(findings(-1, 0)).toEqual([]);
});
