import { describe, expect, test } from 'vitest'
import { growing, type GrowingFile, many, slowGrowth } from './growth.ts'

const json = (value: unknown) => JSON.stringify(value, undefined, 1)
const entries = (size: number, entry: (index: number) => readonly [key: string, value: unknown]) =>
  Object.fromEntries(Array.from({ length: size }, (_, index) => entry(index)))

const KNOWN = [
  'torch',
  'flash-attn',
  'bitsandbytes',
  'xformers',
  'triton',
  'deepspeed',
  'tensorflow',
  'vllm',
  'apex',
  'cupy',
]

const FILES: readonly GrowingFile[] = [
  {
    path: 'requirements.txt',
    texts: {
      packages: (n) => many(n, (i) => `torch-a${i}==1.${i}\n`),
      'one package': (n) => many(n, (i) => `torch==2.${i}\n`),
      'known packages': (n) => many(n, (i) => `${KNOWN[i % KNOWN.length]}>=0.${i}\n`),
      extras: (n) => `torch[${many(n, (i) => `e${i}`, ',')}]\n`,
      versions: (n) => `torch${many(n, (i) => `!=1.${i}`, ',')}\n`,
      markers: (n) => `torch; ${many(n, (i) => `python_version > '3.${i}'`, ' and ')}\n`,
      'markers in brackets': (n) => `torch; ${'('.repeat(n)}os_name == 'x'${')'.repeat(n)}\n`,
      'lines that go on': (n) => `torch \\\n${many(n, (i) => `  --hash=sha256:${i} \\\n`)}\n`,
      comments: (n) => many(n, () => `# torch\n`),
      spaces: (n) => `torch${' '.repeat(n)}x\n`,
      options: (n) => many(n, (i) => `--extra-index-url https://example.org/${i}\n`),
      'other files': (n) => many(n, (i) => `-r r${i}.txt\n`),
      addresses: (n) => many(n, (i) => `git+https://example.org/a${i}.git#egg=a${i}\n`),
      nonsense: (n) => many(n, () => `= = torch ((\n`),
      'a number': (n) => `torch==${'9'.repeat(n)}\n`,
      'a version': (n) => `torch==1${'.1'.repeat(n)}\n`,
      'a name': (n) => `${'a-'.repeat(n)}\n`,
    },
  },
  {
    path: 'pyproject.toml',
    texts: {
      dependencies: (n) => `[project]\nname = 'x'\ndependencies = [\n${many(n, (i) => `'torch-a${i}==1.${i}',\n`)}]\n`,
      extras: (n) =>
        `[project]\nname = 'x'\n[project.optional-dependencies]\n${many(n, (i) => `a${i} = ['torch==2.${i}']\n`)}`,
      groups: (n) =>
        `[dependency-groups]\n${many(n, (i) => `a${i} = ['torch', {include-group = 'a${i + 1}'}]\n`)}a${n} = []\n`,
      'of Poetry': (n) =>
        `[tool.poetry.dependencies]\n${many(n, (i) => `a${i} = {version = '^1.${i}', optional = true}\n`)}`,
      'groups of Poetry': (n) => many(n, (i) => `[tool.poetry.group.g${i}.dependencies]\ntorch = '^2.${i}'\n`),
      'sources of uv': (n) =>
        `[project]\nname = 'x'\ndependencies = [${many(n, (i) => `'a${i}'`, ', ')}]\n[tool.uv.sources]\n${many(n, (i) => `a${i} = {index = 'i${i}'}\n`)}${many(n, (i) => `[[tool.uv.index]]\nname = 'i${i}'\nurl = 'https://example.org/${i}'\n`)}`,
      scripts: (n) => `[project]\nname = 'x'\n[project.scripts]\n${many(n, (i) => `a${i} = 'm:f${i}'\n`)}`,
      'a long string': (n) => `[project]\nname = 'x'\ndescription = '${'cuda '.repeat(n)}'\ndependencies = ['torch']\n`,
      'a long string of lines': (n) =>
        `[project]\ndescription = """\n${'cuda\n'.repeat(n)}"""\ndependencies = ['torch']\n`,
      'a long list': (n) => `[tool.x]\na = [${many(n, String, ', ')}]\n`,
      tables: (n) => many(n, (i) => `[tool.a${i}]\nb = ${i}\n`),
      'dotted keys': (n) => `[tool.x]\n${many(n, (i) => `a.b${i}.c = ${i}\n`)}`,
      'one key of many parts': (n) =>
        `[tool.x]\n${many(Math.min(n, 150), (i) => `a${i}`, '.')} = 1\n${'# a\n'.repeat(n)}`,
      comments: (n) => `[project]\nname = 'x'\n${'# torch\n'.repeat(n)}dependencies = ['torch']\n`,
      errors: (n) => `[project]\n${many(n, () => `= torch\n`)}`,
    },
  },
  {
    path: 'poetry.lock',
    texts: {
      packages: (n) =>
        many(
          n,
          (i) =>
            `[[package]]\nname = "a${i}"\nversion = "1.${i}"\noptional = false\n\n[package.dependencies]\na${i + 1} = ">=1"\n\n`,
        ),
      'needs of one': (n) =>
        `[[package]]\nname = "torch"\nversion = "2.6.0"\n\n[package.dependencies]\n${many(n, (i) => `a${i} = {version = ">=1", markers = "platform_system == 'Linux'"}\n`)}`,
      'files of one': (n) =>
        `[[package]]\nname = "torch"\nversion = "2.6.0"\nfiles = [\n${many(n, (i) => `    {file = "torch-${i}.whl", hash = "sha256:${i}"},\n`)}]\n`,
    },
  },
  {
    path: 'uv.lock',
    texts: {
      packages: (n) =>
        `version = 1\n${many(n, (i) => `[[package]]\nname = "a${i}"\nversion = "1.${i}"\nsource = { registry = "https://example.org/simple" }\ndependencies = [\n    { name = "a${i + 1}", marker = "sys_platform == 'linux'" },\n]\n`)}`,
      'needs of one': (n) =>
        `version = 1\n[[package]]\nname = "torch"\nversion = "2.6.0"\ndependencies = [\n${many(n, (i) => `    { name = "a${i}" },\n`)}]\n${many(n, (i) => `[[package]]\nname = "a${i}"\nversion = "1.${i}"\n`)}`,
      'versions of one': (n) =>
        `version = 1\n${many(n, (i) => `[[package]]\nname = "torch"\nversion = "2.${i}"\nresolution-markers = ["sys_platform == 'linux'"]\n`)}`,
      conflicts: (n) =>
        `version = 1\nconflicts = [[\n${many(n, (i) => `    { package = "x", extra = "e${i}" },\n`)}]]\n`,
    },
  },
  {
    path: 'pdm.lock',
    texts: {
      packages: (n) =>
        many(
          n,
          (i) =>
            `[[package]]\nname = "a${i}"\nversion = "1.${i}"\ngroups = ["default"]\ndependencies = [\n    "a${i + 1}>=1",\n]\n\n`,
        ),
    },
  },
  {
    path: 'pylock.toml',
    texts: {
      packages: (n) =>
        `lock-version = "1.0"\n${many(n, (i) => `[[packages]]\nname = "a${i}"\nversion = "1.${i}"\nmarker = "os_name == 'posix'"\n`)}`,
    },
  },
  {
    path: 'Pipfile',
    texts: { packages: (n) => `[packages]\n${many(n, (i) => `torch-a${i} = "==1.${i}"\n`)}` },
  },
  {
    path: 'Pipfile.lock',
    texts: {
      packages: (n) => json({ default: entries(n, (i) => [`a${i}`, { version: `==1.${i}`, hashes: ['sha256:0'] }]) }),
      'hashes of one': (n) =>
        json({ default: { torch: { version: '==2.6.0', hashes: Array.from({ length: n }, String) } } }),
      'on one line': (n) => JSON.stringify({ default: entries(n, (i) => [`a${i}`, { version: `==1.${i}` }]) }),
    },
  },
  {
    path: 'environment.yml',
    texts: {
      packages: (n) => `name: x\ndependencies:\n${many(n, (i) => `  - a${i}=1.${i}\n`)}`,
      'of pip': (n) => `name: x\ndependencies:\n  - pip:\n${many(n, (i) => `    - torch-a${i}==1.${i}\n`)}`,
      'one package': (n) => `name: x\ndependencies:\n${many(n, (i) => `  - pytorch=2.${i}\n`)}`,
      channels: (n) => `name: x\nchannels:\n${many(n, (i) => `  - c${i}\n`)}dependencies:\n  - pytorch\n`,
      'on one line': (n) => `name: x\ndependencies: [${many(n, (i) => `a${i}=1`, ', ')}]\n`,
      comments: (n) => `name: x\ndependencies:\n${'  # torch\n'.repeat(n)}  - pytorch\n`,
    },
  },
  {
    path: 'conda-lock.yml',
    texts: {
      packages: (n) =>
        `version: 1\npackage:\n${many(n, (i) => `- name: a${i}\n  version: 1.${i}\n  manager: conda\n  platform: osx-arm64\n  dependencies:\n    python: '>=3'\n`)}`,
    },
  },
  {
    path: 'pixi.toml',
    texts: {
      packages: (n) =>
        `[workspace]\nname = "x"\nplatforms = ["osx-arm64"]\n[dependencies]\n${many(n, (i) => `a${i} = ">=1.${i}"\n`)}`,
      features: (n) =>
        `[workspace]\nname = "x"\nplatforms = ["osx-arm64"]\n${many(n, (i) => `[feature.f${i}.dependencies]\npytorch = "2.${i}"\n`)}[environments]\n${many(n, (i) => `e${i} = ["f${i}"]\n`)}`,
    },
  },
  {
    path: 'pixi.lock',
    texts: {
      packages: (n) =>
        `version: 6\nenvironments:\n  default:\n    packages:\n      osx-arm64:\n${many(n, (i) => `      - conda: https://example.org/osx-arm64/a${i}-1.0-0.conda\n`)}packages:\n${many(n, (i) => `- conda: https://example.org/osx-arm64/a${i}-1.0-0.conda\n  sha256: 0\n`)}`,
    },
  },
  {
    path: 'setup.cfg',
    texts: {
      requirements: (n) => `[options]\ninstall_requires =\n${many(n, (i) => `    torch-a${i}==1.${i}\n`)}`,
      sections: (n) => many(n, (i) => `[a${i}]\nb = c\n`),
      extras: (n) => `[options.extras_require]\n${many(n, (i) => `a${i} = torch\n`)}`,
    },
  },
  {
    path: 'setup.py',
    texts: {
      requirements: (n) =>
        `from setuptools import setup\nsetup(name='x', install_requires=[${many(n, (i) => `'a${i}==1.${i}'`, ', ')}])\n`,
      'a list that grows': (n) =>
        `from setuptools import setup\nr = []\n${many(n, (i) => `r += ['a${i}']\n`)}setup(name='x', install_requires=r)\n`,
      'names from names': (n) =>
        `from setuptools import setup\na0 = ['torch']\n${many(n, (i) => `a${i + 1} = a${i} + ['b${i}']\n`)}setup(install_requires=a${n})\n`,
      'names twice from names': (n) =>
        `from setuptools import setup\na0 = 'torch'\n${many(n, (i) => `a${i + 1} = a${i} + a${i}\n`)}setup(install_requires=[a${n}])\n`,
      extensions: (n) =>
        `from setuptools import setup\nsetup(ext_modules=[${many(n, (i) => `CUDAExtension('a${i}', ['a${i}.cu'])`, ', ')}])\n`,
    },
  },
]

describe('files grow in time as in size', () => {
  test.each(growing(FILES))('$title', async ({ project }) => {
    expect(await slowGrowth(project)).toBeUndefined()
  })
})
