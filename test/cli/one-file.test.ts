import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

const FILES = {
  'pyproject.toml': '[project]\nname = "nets"\ndependencies = ["torch"]\n',
  'scripts/train.py': 'import torch\nfrom nets import Net\n\nNet().to("cuda")\n',
  'nets.py': 'import torch\n\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return x.cuda()\n',
  'other.py': 'import torch\n\ntorch.zeros(1).cuda()\n',
}
const codesIn = (out: string) =>
  [...out.matchAll(/^(\S+:\d+):\d+: \w\S* \w+ (\S+):/gm)].map(([, place, code]) => `${place} ${code}`)

test('a file is judged with what it imports, and nothing else of its project', async () => {
  const root = tree(FILES)
  const { code, out } = await runCli(['audit', join(root, 'scripts', 'train.py'), '--format', 'lines'])
  expect(codesIn(out)).toEqual(['nets.py:5 device/cuda-literal', 'scripts/train.py:4 device/cuda-literal'])
  expect(code).toBe(1)
})

test('standard input is judged as the file that it is said to be', () => {
  const root = tree(FILES)
  const words = ['dist/cli.js', 'audit', '-', '--stdin-filename', join(root, 'scripts', 'new.py'), '--format', 'lines']
  const { stdout } = spawnSync(process.execPath, words, {
    input: 'import torch\nfrom nets import Net\nNet()(torch.zeros(1, device="cuda"))\n',
    encoding: 'utf8',
  })
  expect(codesIn(stdout)).toContain('scripts/new.py:3 device/cuda-literal')
})

test.each([
  [['audit', 'nosuch.py'], 'error: no such file or directory: nosuch.py\n'],
  [['audit', '.', '--stdin-filename', 'a.py'], 'error: --stdin-filename is for standard input: acclimate audit -\n'],
  [['audit', '-', '--diff'], 'error: --diff is for files; standard input is none\n'],
  [['audit', '/dev/null'], 'error: /dev/null is neither a directory nor a file\n'],
])('%j is wrong usage', async (words, message) => {
  expect(await runCli(words)).toEqual({ code: 2, out: '', err: message })
})

test('--timing says on standard error how long each part took', async () => {
  const { err } = await runCli(['audit', tree(FILES), '--no-cache', '--timing', '--quiet'])
  expect(err).toMatch(/ s {2}reading files\n(?:.+\n)* *[\d.]+ s {2}in all\n$/)
})

test('--watch shows the report again when a file has changed', async () => {
  const root = tree(FILES)
  const program = spawn(process.execPath, ['dist/cli.js', 'audit', root, '--watch', '--format', 'lines', '--quiet'])
  const said: string[] = []
  const waitingFor = (what: RegExp) =>
    new Promise<void>((done) => {
      program.stdout.on('data', (text) => {
        said.push(String(text))
        if (what.test(said.join(''))) done()
      })
    })
  try {
    await waitingFor(/other\.py:3/)
    const changed = waitingFor(/other\.py:4/)
    // Once more and more, since the file system may not be watched yet.
    const timer = setInterval(() => appendFileSync(join(root, 'other.py'), 'torch.ones(1).cuda()\n'), 500)
    await changed
    clearInterval(timer)
    expect(said.join('')).toMatch(/other\.py:4/)
  } finally {
    program.kill()
  }
}, 60_000)
