import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import type { Report } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'

type Files = Readonly<Record<string, string>>

async function auditOf(files: Files): Promise<Report> {
  return audit(tree(files), { asOf: '2026-11-01' })
}

/** Each project with its status on a Mac, in the order of the report. */
async function projectsOf(files: Files): Promise<readonly (readonly [string, string])[]> {
  const { projects = [] } = await auditOf(files)
  return projects.map(({ root, platforms }) => [root, platforms.metal.status])
}

const NAMES_CUDA = 'import torch\n\nmodel = torch.nn.Linear(2, 2).cuda()\n'
const RUNS = 'import torch\n\nprint(torch.zeros(2))\n'

/** A distribution package in the ordinary layout `X/X/`. */
const packageOf = (folder: string, code: string, requirements: readonly string[] = ['torch']): Files => {
  const name = folder.split('/').at(-1)
  return {
    [`${folder}/pyproject.toml`]: `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(requirements)}\n`,
    [`${folder}/${name}/__init__.py`]: '',
    [`${folder}/${name}/net.py`]: code,
  }
}

/** A folder with a script and a list of what it needs. */
const scriptIn = (folder: string, code: string): Files => ({
  [`${folder}/requirements.txt`]: 'torch\n',
  [`${folder}/main.py`]: code,
})

/** A program at the root that says what it needs. */
const programOf = (code: string): Files => ({ 'requirements.txt': 'torch\n', 'train.py': code })

const reachesIn = ({ findings }: Report) =>
  findings.filter(({ code }) => code === 'device/cuda-literal').map(({ reach }) => reach)

describe('a repository of several packages', () => {
  it('has a verdict for each, worst first, and is what the worst of them is', async () => {
    const report = await auditOf({
      ...packageOf('libs/sight', NAMES_CUDA),
      ...packageOf('libs/sound', RUNS),
      ...packageOf('libs/speech', 'import procgen\n\nprint(procgen)\n'),
    })

    expect(report.projects?.map(({ root, name, platforms }) => [root, name, platforms.metal.status])).toEqual([
      ['libs/speech', 'speech', 'blocked'],
      ['libs/sight', 'sight', 'needs-edits'],
      ['libs/sound', 'sound', 'runs'],
    ])
    expect(report.projects?.map(({ recommendation }) => recommendation.choice)).toEqual(['cuda', 'both', 'both'])
    expect(report.platforms.metal.status).toBe('blocked')
    expect(report.platforms.metal.reasons[0]?.text).toContain('procgen')
  })

  it('counts for a project what it comes to in another', async () => {
    const files = {
      ...packageOf('libs/common', 'import torch\n\ndef move(x):\n    return x.cuda()\n'),
      ...packageOf('libs/moving', 'import torch\nfrom common.net import move\n\nprint(move(torch.zeros(2)))\n'),
      ...packageOf('libs/staying', RUNS),
    }

    expect(await projectsOf(files)).toEqual([
      ['libs/common', 'needs-edits'],
      ['libs/moving', 'needs-edits'],
      ['libs/staying', 'runs'],
    ])
  })

  it('counts what has to be installed with another', async () => {
    const files = {
      ...packageOf('libs/common', RUNS, ['procgen']),
      ...packageOf('libs/game', 'from common import net\n\nprint(net)\n', ['common']),
      ...packageOf('libs/other', RUNS),
    }

    expect(await projectsOf(files)).toEqual([
      ['libs/common', 'needs-edits'],
      ['libs/game', 'needs-edits'],
      ['libs/other', 'runs'],
    ])
  })

  it('may have a project at its root, and a package of the ordinary layout beside that is none of its copies', async () => {
    expect(await projectsOf({ ...programOf(RUNS), ...packageOf('sight', NAMES_CUDA) })).toEqual([
      ['sight', 'needs-edits'],
      ['.', 'runs'],
    ])
  })

  it('has copies where a project imports one that bears the name of a library', async () => {
    const copy = {
      'GroundingDINO/setup.py': 'from setuptools import setup\n\nsetup(name="groundingdino")\n',
      'GroundingDINO/groundingdino/__init__.py': '',
      'GroundingDINO/groundingdino/net.py': NAMES_CUDA,
    }
    const vendored = await auditOf({ ...programOf('from groundingdino import net\n\nprint(net)\n'), ...copy })
    const own = await auditOf({ ...programOf(RUNS), ...copy })

    expect(reachesIn(vendored)).toEqual(['vendored'])
    expect(reachesIn(own)).toEqual(['main'])
  })
})

describe('a collection of programs', () => {
  it('is one project a folder, also where one has no list of its needs', async () => {
    const files = {
      ...scriptIn('vision/imagenet', NAMES_CUDA),
      ...scriptIn('vision/mnist', RUNS),
      'vision/gan/train.py': NAMES_CUDA,
      'vision/gan/data/read.py': RUNS,
    }

    expect(await projectsOf(files)).toEqual([
      ['vision/gan', 'needs-edits'],
      ['vision/imagenet', 'needs-edits'],
      ['vision/mnist', 'runs'],
    ])
  })

  it('in a folder for examples is what the repository is, unless a package stands around it', async () => {
    const examples = { ...scriptIn('examples/a', NAMES_CUDA), ...scriptIn('examples/b', RUNS) }

    expect(await projectsOf(examples)).toEqual([
      ['examples/a', 'needs-edits'],
      ['examples/b', 'runs'],
    ])
    const { 'net/pyproject.toml': manifest = '', ...files } = packageOf('net', RUNS)
    const around = await auditOf({ ...examples, 'pyproject.toml': manifest, ...files })
    expect(around.projects).toBeUndefined()
    expect(around.platforms.metal.status).toBe('runs')
  })

  it('is met by what stands beside all of its projects', async () => {
    const files = { ...scriptIn('a', RUNS), ...scriptIn('b', RUNS), 'scripts/export.py': NAMES_CUDA }

    expect(await projectsOf(files)).toEqual([
      ['.', 'needs-edits'],
      ['a', 'runs'],
      ['b', 'runs'],
    ])
  })
})

describe('one project', () => {
  const named: Files = packageOf('net', RUNS)

  it.each([
    [
      'with a list of requirements for a part of it',
      { ...named, 'net/tools/requirements.txt': 'torch\n', 'net/tools/run.py': RUNS },
    ],
    [
      'with an extension that it builds',
      {
        ...named,
        'net/ops/setup.py':
          'from setuptools import setup\nfrom torch.utils.cpp_extension import CUDAExtension\n\nsetup(name="ops", ext_modules=[CUDAExtension("ops", ["a.cu"])])\n',
        'net/ops/ops/__init__.py': RUNS,
      },
    ],
    [
      'with tests and templates that have manifests',
      { ...named, ...packageOf('net/tests/app', RUNS), ...packageOf('net/project-templates/app', RUNS) },
    ],
    [
      'whose manifest stands beside one for its tools',
      { ...named, 'pyproject.toml': '[tool.ruff]\nline-length = 120\n', 'setup.py': 'print()\n' },
    ],
  ])('%s has no projects', async (_, files) => {
    expect((await auditOf(files)).projects).toBeUndefined()
  })
})
