import { promptForValues } from '../../bin/prompt-for-values';
import { gitFetchCacheKind } from '../../cdk8s/services/git-fetch-cache/git-fetch-cache-kind';
import { requiredValues } from '../../lib/operations/new-tenant';

test('each value is asked for with what it is and an example, which an empty line takes', async () => {
  const asked: string[] = [];
  const answers = ['', '  https://git.commons.example '];
  const said = await promptForValues(requiredValues(gitFetchCacheKind), (question) => {
    asked.push(question);
    return Promise.resolve(answers[asked.length - 1] ?? '');
  });
  expect(said).toEqual({ gitlab: 'https://git.commons.example' });
  expect(asked).toEqual([
    'image (image built from images/git-fetch-cache, like quay.io/commons/git-fetch-cache:stable)\n  [quay.io/commons/blog:stable] ',
    'gitlab (URL of the GitLab whose public repositories it caches, like https://gitlab.commons.example)\n  [https://gitlab.commons.example] ',
  ]);
});
