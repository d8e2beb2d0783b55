import { patchLines } from '../../../../lib/operations/forge/patch-lines';

const patch = `diff --git a/x.yaml b/x.yaml
index 1111111..2222222 100644
--- a/x.yaml
+++ b/x.yaml
@@ -1,3 +1,4 @@
 kind: Deployment
--- b
+++ b
+replicas: 2
 metadata:
@@ -20 +21,0 @@ spec
-gone: true
\\ No newline at end of file
`;

test('lines have the numbers that they have in each version, also those that look like a header', () => {
  expect(patchLines(patch)).toEqual([
    { oldLine: 1, newLine: 1 },
    { oldLine: 2 },
    { newLine: 2 },
    { newLine: 3 },
    { oldLine: 3, newLine: 4 },
    { oldLine: 20 },
  ]);
});

test('a file without lines, such as a binary one, shows none', () => {
  expect(patchLines('diff --git a/x b/x\nBinary files a/x and b/x differ\n')).toEqual([]);
});
