import { junitReport } from '../../../lib/operations/junit-report';

test('each case is told, with all that is wrong with it in one failure', () => {
  const report = junitReport([
    {
      name: 'verify production',
      cases: [
        { name: 'pods: hold', failures: [] },
        { name: 'roles: hold', failures: ['a: "x" <y> & z\n    do this', 'b: w\n    do that'] },
      ],
    },
  ]);
  expect(report).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
 <testsuite name="verify production" tests="2" failures="1">
  <testcase classname="verify production" name="pods: hold"/>
  <testcase classname="verify production" name="roles: hold"><failure message="a: &quot;x&quot; &lt;y&gt; &amp; z and 1 more">a: &quot;x&quot; &lt;y&gt; &amp; z
    do this
b: w
    do that</failure></testcase>
 </testsuite>
</testsuites>
`);
});

test('characters that XML cannot have are replaced, and others stay', () => {
  expect(junitReport([{ name: 'a\u0000\u001Bb\uD800c', cases: [] }])).toContain('name="a��b�c"');
  expect(junitReport([{ name: 'Zoë 🛰', cases: [] }])).toContain('name="Zoë 🛰"');
});
