import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

const CHOICE = 'device = "cuda" if torch.cuda.is_available() else "cpu"'
const CODE = `import torch\r\n${CHOICE}\r\n`
const NOTEBOOK = JSON.stringify({ cells: [{ cell_type: 'code', source: ['import torch\n', CHOICE], outputs: [] }] })

/** A git repository with these files. */
function repository(contents: Parameters<typeof tree>[0]): string {
  const root = tree(contents)
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  return root
}

describe('audit --diff', () => {
  test('prints a patch that git applies, and writes nothing', async () => {
    const root = repository({ 'a b.py': CODE, 'mark.py': `\uFEFF${CODE}`, 'n.ipynb': NOTEBOOK, 'none.py': 'x = 1\n' })
    const before = readdirSync(root)
    const { code, out, err } = await runCli(['audit', root, '--diff', '--no-cache'])

    expect([code, err]).toEqual([0, ''])
    expect(readdirSync(root)).toEqual(before)
    expect(readFileSync(join(root, 'a b.py'), 'utf8')).toBe(CODE)
    expect(out).toContain('# safe, line 2: ')
    expect(out).toContain('--- a/a b.py\t\n+++ b/a b.py\t\n@@ -1,2 +1,2 @@\n import torch\r\n-device')

    execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: root, input: out })
    const after = CODE.replace('"cpu"', '"mps" if torch.backends.mps.is_available() else "cpu"')
    expect(readFileSync(join(root, 'a b.py'), 'utf8')).toBe(after)
    expect(readFileSync(join(root, 'mark.py'), 'utf8')).toBe(`\uFEFF${after}`)
    expect(JSON.parse(readFileSync(join(root, 'n.ipynb'), 'utf8')).cells[0].source.join('')).toBe(
      after.replaceAll('\r\n', '\n').trimEnd(),
    )
    expect(await runCli(['audit', root, '--diff', '--no-cache'])).toEqual({ code: 0, out: '', err: '' })
  })

  test('ends as the audit ends, and says what is not in the patch', async () => {
    const latin = Buffer.from(`# coding: latin-1\n# \u00E9\n${CODE}`, 'latin1')
    const root = tree({ 'a.py': latin, 'b.py': 'import cupy\n\nprint(cupy.zeros(2))\n' })
    const { code, out, err } = await runCli(['audit', root, '--diff', '--no-cache'])

    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(
      /^not in the patch: device\/ignores-metal-gpu a\.py:4:\d+ is in a file that cannot be read as UTF-8\n$/,
    )
  })

  test('puts the folder of the project before the paths, and the patch into a file', async () => {
    const root = tree({ 'a.py': CODE })
    const file = join(tree({}), 'edits.patch')

    expect(await runCli(['audit', root, '--diff', '--prefix', 'sub/dir', '--output', file])).toEqual({
      code: 0,
      out: '',
      err: '',
    })
    expect(readFileSync(file, 'utf8')).toContain('--- a/sub/dir/a.py\n+++ b/sub/dir/a.py\n')
  })

  test('is no format', async () => {
    const { code, out, err } = await runCli(['audit', '.', '--diff', '--format', 'json'])

    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^error: [^\n]*--diff[^\n]*--format[^\n]*\n$/)
  })
})
