/** A way to show a report: one line for each place of each finding. */
export const example = 'lines'
export const pattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

export function skeleton(name) {
  const index = `src/render/${name}/index.ts`
  const test = `test/render/${name}.test.ts`
  return {
    files: { [index]: outputNamed(name), [test]: testOf(name) },
    steps: [
      `write into ${test} what a report is to look like; test/render/report.ts makes reports`,
      `npx vitest run ${test}: it fails`,
      `make it pass in ${index}; a report is described in src/report/report.ts`,
      'npx vitest run test/render/outputs test/render/round-trip: what every output owes',
      'npx vitest run test/docs/prose -u: its place in the README',
      `npm start -- audit --format ${name}`,
      'npm run format, npm run check',
    ],
  }
}

const outputNamed = (name) => `import type { Finding, Report } from '../../report/report.ts'
import type { Output } from '../output.ts'
import { printable } from '../terminal/printable.ts'

/** TODO: for whom, or for which program, this is. */
export const output = {
  name: '${name}',
  purpose: 'TODO: what it is or whom it is for, in a few words',
  render: ({ findings }: Report) => findings.flatMap(linesOf).join(''),
} satisfies Output

function linesOf({ sites, code, message, fingerprint }: Finding): string[] {
  const text = \`\${code}: \${printable(message)} (\${printable(fingerprint)})\`
  return sites.map(({ file, line }) => \`\${printable(file)}:\${line}: \${text}\\n\`)
}

`

const testOf = (name) => `import { expect, test } from 'vitest'
import { output } from '../../src/render/${name}/index.ts'
import { finding, report, site } from './report.ts'

test('one line for each place', () => {
  const shown = report({ findings: [finding({ sites: [site('a.py', 1), site('b.py', 2)], message: 'No.' })] })

  expect(output.render(shown)).toBe('a.py:1: device/cuda-literal: No. (f1)\\nb.py:2: device/cuda-literal: No. (f1)\\n')
})

test('what a project says does nothing to the place where it is shown', () => {
  const shown = report({ findings: [finding({ sites: [site('a\\u001B[2J\\n.py', 1)], message: 'No.' })] })

  expect(output.render(shown)).toBe('a[2J .py:1: device/cuda-literal: No. (f1)\\n')
})
`
