import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

async function auditOf(files: Readonly<Record<string, string>>) {
  return audit(tree(files), { asOf: '2026-11-01' })
}

const project = (name: string, dependency: string) =>
  `[project]\nname = "${name}"\ndependencies = ["${dependency}"]\n[project.scripts]\n${name} = "${name}.main:main"\n`

describe('ways into a project', () => {
  it('fare as the modules do that they reach', async () => {
    const { entryPoints = [] } = await auditOf({
      'train.py': 'from engine import fit\n\nif __name__ == "__main__":\n    fit()\n',
      'engine.py': 'import torch\n\ndef fit():\n    model = torch.nn.Linear(2, 2)\n    model.cuda()\n',
      'report.py': 'import json\n\nif __name__ == "__main__":\n    print(json.dumps({}))\n',
    })

    expect(entryPoints.map(({ file, line, metal }) => [file, line, metal.status])).toEqual([
      ['report.py', 3, 'runs'],
      ['train.py', 3, 'needs-edits'],
    ])
    expect(entryPoints[1]?.metal.findings).toHaveLength(1)
  })

  it('are commands too that the project installs, wherever its sources are kept', async () => {
    const { entryPoints = [] } = await auditOf({
      'pyproject.toml': '[project]\nname = "a"\n[project.scripts]\nfit = "tool.cli:main"\nno = "other:main"\n',
      'src/tool/__init__.py': '',
      'src/tool/cli.py': 'import torch\n\ndef main():\n    torch.zeros(1).cuda()\n',
      'lib/setup.cfg': '[options.entry_points]\nconsole_scripts =\n    fit2 = tool.cli:main\n',
    })

    expect(entryPoints.map(({ title, file, line, metal }) => [title, file, line, metal.status])).toEqual([
      ['fit2', 'lib/setup.cfg', 3, 'needs-edits'],
      ['fit', 'pyproject.toml', 4, 'needs-edits'],
    ])
  })

  it('are commands that a setup.py installs, in either form of its entry points', async () => {
    const { entryPoints = [] } = await auditOf({
      'setup.py':
        'from setuptools import setup\n\nCOMMANDS = ["fit = tool.cli:main", "none = other:main"]\n' +
        'setup(name="a", entry_points={"console_scripts": COMMANDS, "other.group": ["x = tool.cli"]})\n',
      'tool/__init__.py': '',
      'tool/cli.py': 'import torch\n\ndef main():\n    torch.zeros(1).cuda()\n',
      'more/setup.py':
        'from setuptools import setup\nsetup(name="b", entry_points="""\n[console_scripts]\n' +
        'fit2=tool.cli:main\n[other.group]\nx = tool.cli\n""")\n',
    })

    expect(entryPoints.map(({ title, file, metal }) => [title, file, metal.status])).toEqual([
      ['fit2', 'more/setup.py', 'needs-edits'],
      ['fit', 'setup.py', 'needs-edits'],
    ])
  })

  it('of several projects are kept from running by what stops the installation of their own', async () => {
    const main = 'import json\n\ndef main():\n    print(json.dumps({}))\n'
    const { entryPoints = [], projects = [] } = await auditOf({
      'label/pyproject.toml': project('label', 'numpy'),
      'label/label/__init__.py': '',
      'label/label/main.py': main,
      'train/pyproject.toml': project('train', 'decord'),
      'train/train/__init__.py': '',
      'train/train/main.py': main,
    })

    expect(projects.map(({ root, platforms }) => [root, platforms.metal.status])).toEqual([
      ['train', 'needs-edits'],
      ['label', 'runs'],
    ])
    expect(entryPoints.map(({ title, metal, cuda }) => [title, metal.status, cuda?.status])).toEqual([
      ['label', 'runs', 'runs'],
      ['train', 'needs-edits', 'runs'],
    ])
  })

  it('are all kept from running by what stops the installation', async () => {
    const { entryPoints = [] } = await auditOf({
      'requirements.txt': 'torch\ndecord\n',
      'report.py': 'import json\n\nif __name__ == "__main__":\n    print(json.dumps({}))\n',
    })

    expect(entryPoints.map(({ metal }) => metal.status)).toEqual(['needs-edits'])
  })
})

describe('techniques', () => {
  it('tell training from nothing from that of pretrained models', async () => {
    const loop = 'import torch\n\ndef main(model):\n    model.cuda()\n    torch.optim.SGD(model.parameters()).step()\n'
    const scratch = await auditOf({ 'train.py': loop })
    const tuned = await auditOf({ 'train.py': `import peft\nfrom peft import LoraConfig\n${loop}` })

    expect(scratch.workloads.map(({ kind, technique }) => [kind, technique])).toContainEqual([
      'training',
      'from-scratch',
    ])
    expect(tuned.workloads.map(({ kind, technique }) => [kind, technique])).toContainEqual(['fine-tuning', 'lora'])
    expect(tuned.workloads.some(({ technique }) => technique === 'from-scratch')).toBe(false)
  })
})

it('among many programs a few that choose Metal say nothing of the others', async () => {
  const chooses =
    'import torch\ndevice = "mps" if torch.backends.mps.is_available() else "cpu"\nprint(torch.ones(2).to(device))\n'
  const idles =
    'import torch\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\nprint(torch.ones(2).to(device))\n'
  const programs = (many: number): Readonly<Record<string, string>> =>
    Object.fromEntries([
      ['metal.py', chooses],
      ...Array.from({ length: many }, (_, index) => [`program_${index}.py`, idles] as const),
    ])
  expect((await auditOf(programs(8))).platforms.metal.status).toBe('needs-edits')
  expect((await auditOf(programs(2))).platforms.metal.status).toBe('runs-degraded')
})
