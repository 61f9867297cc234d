import { describe, expect, test } from 'vitest'
import { port } from '../../src/library/port.ts'
import { tree } from '../files/tree.ts'

const CODE =
  'import torch\n\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\nlayer = torch.nn.Linear(2, 2).to(device)\n'

const ported = (files: Readonly<Record<string, string>>) =>
  port(tree({ 'train.py': CODE, ...files }), { asOf: '2026-11-01' })

async function lines(requirements: string): Promise<string> {
  const { files } = await ported({ 'requirements.txt': requirements })
  return files.map(({ diff }) => diff).join('')
}

describe('a project that is held to a PyTorch without Metal', () => {
  test('gets a later one on Macs, and then edits that the older one can do with', async () => {
    const { changes, files, first, proof } = await ported({
      'requirements.txt': 'torch==1.10.0\ntorchvision==0.11.1\n',
    })
    expect(changes.map(({ code, round, safety }) => [code, round, safety])).toEqual([
      ['dependency/pinned-too-old', 1, 'suggested'],
      ['dependency/pinned-too-old', 1, 'suggested'],
      ['device/ignores-metal-gpu', 2, 'safe'],
    ])
    expect(files.find(({ path }) => path === 'train.py')?.diff).toContain(
      'else "mps" if hasattr(torch.backends, "mps") and torch.backends.mps.is_available() else "cpu"',
    )
    expect(first).toBeUndefined()
    expect(proof.requirements).toBe('same')
  })

  test('is told to raise it first where the requirement is not edited', async () => {
    const conda = await ported({ 'environment.yml': 'dependencies:\n  - pytorch=1.10.0\n' })
    expect([conda.changes, conda.first]).toEqual([
      [],
      {
        package: 'torch',
        atLeast: '1.12',
        version: '1.10.0',
        sites: [{ file: 'environment.yml', line: 2, excerpt: '- pytorch=1.10.0' }],
      },
    ])
    const range = await ported({ 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.9"\ntorch = "~1.10"\n' })
    expect([range.changes, range.first?.version, range.first?.sites.map(({ line }) => line)]).toEqual([
      [],
      undefined,
      [3],
    ])
  })

  test('is told so where a lock holds it', async () => {
    const { changes, first } = await ported({
      'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["torch>=1.7"]\n',
      'uv.lock': 'version = 1\n\n[[package]]\nname = "torch"\nversion = "1.10.0"\n',
    })
    expect([changes, first]).toEqual([[], { package: 'torch', atLeast: '1.12', version: '1.10.0', sites: [] }])
  })

  test('is not told so for what only an example asks for', async () => {
    const { changes, first } = await ported({
      'requirements.txt': 'torch>=2.0\n',
      'examples/old/requirements.txt': 'torch==1.10.0\n',
    })
    expect(changes.map(({ code }) => code)).toContain('device/ignores-metal-gpu')
    expect(first).toBeUndefined()
  })
})

describe('the form of an edit', () => {
  test('asks plainly where a later release is pinned', async () => {
    expect(await lines('torch==2.0.0\n')).not.toContain('hasattr')
    expect(await lines('torch==1.12.1\n')).not.toContain('hasattr')
  })

  test('is torch.accelerator only where the lowest release has it', async () => {
    expect(await lines('torch>=2.6\n')).toContain('torch.accelerator')
    expect(await lines('torch>=2.5\n')).not.toContain('torch.accelerator')
    expect(await lines('torch==1.11.0\n')).not.toContain('torch.accelerator')
  })
})
