import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

const MESSAGE = 'AssertionError: Torch not compiled with CUDA enabled'

test('a code is explained by its page', async () => {
  const { code, out } = await runCli(['explain', 'device/cuda-literal'])
  expect([code, out.split('\n', 1)[0]]).toEqual([0, '# A tensor, module or device is bound to CUDA by name'])
})

test('a message is explained, and placed in a project', async () => {
  const root = tree({ 'train.py': 'import torch\nmodel = torch.nn.Linear(2, 2).cuda()\n' })
  const { code, out, err } = await runCli(['explain', MESSAGE, root])
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('train.py:2, device/cuda-literal (certain)')
})

test('a message comes from standard input, and goes out as JSON', () => {
  const ended = spawnSync(process.execPath, ['dist/cli.js', 'explain', '-', '--format', 'json'], {
    input: MESSAGE,
    encoding: 'utf8',
  })
  expect(JSON.parse(ended.stdout)).toMatchObject({ schemaVersion: 1, answers: [{ id: 'torch-without-cuda' }] })
})

test.each([
  ['nothing is known', ['hello there'], 1],
  ['no such code', ['device/cuda-litteral'], 2],
  ['a project for a code', ['device/cuda-literal', '.'], 2],
  ['no such project', [MESSAGE, 'no-such-folder'], 2],
])('%s', async (_, words, code) => {
  expect((await runCli(['explain', ...words])).code).toBe(code)
})
