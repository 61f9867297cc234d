import { describe, expect, test } from 'vitest'
import { slowGrowth, type Growing, many, numbered } from './growth.ts'

/** Texts of one file, which grow. */
interface GrowingFile {
  readonly path: string
  /** Characters up to which such a file is read at all. */
  readonly limit?: number
  readonly texts: Readonly<Record<string, (size: number) => string>>
}

const CONFIGURATION = 250_000
const JSON_LIMIT = 990_000

const json = (value: unknown) => JSON.stringify(value, undefined, 1)
const entries = (size: number, entry: (index: number) => readonly [key: string, value: unknown]) =>
  Object.fromEntries(Array.from({ length: size }, (_, index) => entry(index)))

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
  {
    path: 'Dockerfile',
    texts: {
      variables: (n) =>
        `FROM nvidia/cuda:12.1.0-base\n${many(n, (i) => `ENV A${i}=$A${i - 1}x\n`)}RUN pip install $A${n - 1}\n`,
      'variables of one line': (n) =>
        `FROM nvidia/cuda:12.1.0-base\nENV ${many(n, (i) => `A${i}=b`, ' ')}\nRUN pip install torch\n`,
      arguments: (n) => `${many(n, (i) => `ARG A${i}=x\n`)}FROM nvidia/cuda:$A1\nRUN pip install torch\n`,
      'one variable': (n) => `FROM x\n${many(n, () => `ENV A=b$A\n`)}RUN pip install $A\n`,
      'uses of a variable': (n) => `FROM x\nENV A=torch\n${many(n, () => `RUN pip install $A\n`)}`,
      stages: (n) =>
        many(n, (i) => `FROM ${i === 0 ? 'nvidia/cuda:12.1.0-base' : `s${i - 1}`} AS s${i}\nRUN pip install torch\n`),
      'copies of stages': (n) => `FROM a AS a\n${many(n, () => `COPY --from=a /x /y\n`)}`,
      commands: (n) => `FROM nvidia/cuda:12.1.0-base\n${many(n, (i) => `RUN pip install torch-a${i}\n`)}`,
      'commands joined': (n) =>
        `FROM nvidia/cuda:12.1.0-base\nRUN ${many(n, (i) => `pip install torch-a${i}`, ' && ')}\n`,
      'commands over lines': (n) =>
        `FROM nvidia/cuda:12.1.0-base\nRUN ${many(n, (i) => `pip install torch-a${i}`, ' && \\\n  ')}\n`,
      'packages of one command': (n) => `FROM x\nRUN pip install ${many(n, (i) => `torch-a${i}`, ' \\\n ')}\n`,
      documents: (n) => `FROM x\n${many(n, () => `RUN <<EOF\npip install torch\nEOF\n`)}`,
      'a document': (n) => `FROM x\nRUN <<EOF\n${'pip install torch\n'.repeat(n)}EOF\n`,
      comments: (n) => `FROM x\n${'# RUN\n'.repeat(n)}RUN pip install torch\n`,
      lists: (n) => `FROM x\nRUN [${many(n, () => '"nvcc"', ', ')}]\n`,
      labels: (n) => `FROM x\nLABEL ${many(n, (i) => `a${i}="b"`, ' \\\n')}\n`,
    },
  },
  {
    path: 'docker-compose.yml',
    texts: {
      services: (n) =>
        `services:\n${many(n, (i) => `  s${i}:\n    image: nvidia/cuda:12.1.0-base\n    runtime: nvidia\n    environment:\n      - NVIDIA_VISIBLE_DEVICES=all\n`)}`,
      'variables of one': (n) =>
        `services:\n  s:\n    image: nvidia/cuda:12.1.0-base\n    environment:\n${many(n, (i) => `      A${i}: b\n`)}`,
      aliases: (n) => `x: &a\n  image: nvidia/cuda:12.1.0-base\nservices:\n${many(n, (i) => `  s${i}: *a\n`)}`,
      merges: (n) =>
        `x: &a\n  image: nvidia/cuda:12.1.0-base\nservices:\n${many(n, (i) => `  s${i}:\n    <<: *a\n    runtime: nvidia\n`)}`,
      'merges of the one before': (n) =>
        `services:\n  s0: &a0\n    image: nvidia/cuda:12.1.0-base\n${many(n, (i) => `  s${i + 1}: &a${i + 1}\n    <<: *a${i}\n    e${i}: b\n`)}`,
      'merges of all': (n) =>
        `${many(n, (i) => `x${i}: &a${i}\n  k${i}: v\n`)}services:\n  s:\n    <<: [${many(n, (i) => `*a${i}`, ', ')}]\n    runtime: nvidia\n`,
      'merges of a large one': (n) =>
        `x: &a\n${many(n, (i) => `  k${i}: v\n`)}services:\n${many(n, (i) => `  s${i}:\n    <<: *a\n`)}`,
      anchors: (n) => `services:\n${many(n, (i) => `  s${i}: &a${i}\n    image: nvidia/cuda:12.1.0-base\n`)}`,
    },
  },
  {
    path: '.github/workflows/ci.yml',
    texts: {
      jobs: (n) =>
        `on: push\njobs:\n${many(n, (i) => `  j${i}:\n    runs-on: [self-hosted, gpu]\n    steps:\n      - run: pip install torch\n`)}`,
      steps: (n) =>
        `on: push\njobs:\n  j:\n    runs-on: ubuntu-latest\n    container: nvidia/cuda:12.1.0-base\n    steps:\n${many(n, (i) => `      - run: pip install torch-a${i}\n`)}`,
      'lines of a step': (n) =>
        `on: push\njobs:\n  j:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${'          pip install torch\n'.repeat(n)}`,
      runners: (n) => `on: push\njobs:\n  j:\n    runs-on: [${many(n, (i) => `gpu${i}`, ', ')}]\n    steps: []\n`,
      matrix: (n) =>
        `on: push\njobs:\n  j:\n    strategy:\n      matrix:\n        os: [${many(n, (i) => `gpu${i}`, ', ')}]\n    runs-on: \${{ matrix.os }}\n    steps:\n${many(n, () => `      - run: echo \${{ matrix.os }}\n`)}`,
    },
  },
  {
    path: '.gitlab-ci.yml',
    texts: {
      jobs: (n) =>
        many(n, (i) => `j${i}:\n  image: nvidia/cuda:12.1.0-base\n  tags: [gpu]\n  script:\n    - pip install torch\n`),
    },
  },
  {
    path: '.circleci/config.yml',
    texts: {
      jobs: (n) =>
        `jobs:\n${many(n, (i) => `  j${i}:\n    machine:\n      image: linux-cuda-12:default\n    resource_class: gpu.nvidia.medium\n    steps:\n      - run: pip install torch\n`)}`,
    },
  },
  {
    path: 'azure-pipelines.yml',
    texts: {
      jobs: (n) => `jobs:\n${many(n, (i) => `- job: j${i}\n  pool: gpu\n  steps:\n  - script: pip install torch\n`)}`,
    },
  },
  {
    path: 'cog.yaml',
    texts: {
      packages: (n) =>
        `build:\n  gpu: true\n  python_packages:\n${many(n, (i) => `    - torch-a${i}==1.${i}\n`)}predict: a.py:P\n`,
    },
  },
  {
    path: 'k8s.yaml',
    texts: {
      documents: (n) =>
        many(
          n,
          (i) =>
            `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p${i}\nspec:\n  containers:\n  - name: c\n    image: nvidia/cuda:12.1.0-base\n    resources:\n      limits:\n        nvidia.com/gpu: 1\n---\n`,
        ),
      containers: (n) =>
        `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${many(n, (i) => `  - name: c${i}\n    image: nvidia/cuda:12.1.0-base\n    resources:\n      limits:\n        nvidia.com/gpu: 1\n`)}`,
    },
  },
  {
    path: '.devcontainer/devcontainer.json',
    limit: JSON_LIMIT,
    texts: {
      variables: (n) =>
        json({
          image: 'nvidia/cuda',
          runArgs: Array.from({ length: n }, () => '--gpus=all'),
          containerEnv: entries(n, (i) => [`A${i}`, 'b']),
        }),
    },
  },
  {
    path: 'config.yaml',
    limit: CONFIGURATION,
    texts: {
      keys: (n) => many(n, (i) => `a${i}:\n  device: cuda\n`),
      'a list': (n) => `device:\n${many(n, (i) => `  - cuda:${i}\n`)}`,
      'a long text': (n) => `device: cuda\nx: "${'cuda '.repeat(n)}"\n`,
      'a text of lines': (n) => `device: cuda\nx: |\n${'  cuda\n'.repeat(n)}`,
      'a text without marks': (n) => `device: cuda\nx: a\n${'  cuda\n'.repeat(n)}`,
      documents: (n) => many(n, () => `device: cuda\n---\n`),
      aliases: (n) => `x: &a cuda\n${many(n, (i) => `a${i}:\n  device: *a\n`)}`,
      'aliases of lists': (n) => `x: &a [cuda]\n${many(n, (i) => `a${i}: *a\n`)}device: cuda\n`,
      comments: (n) => `device: cuda\n${'# cuda\n'.repeat(n)}x: 1\n`,
      'on one line': (n) => `{${many(n, (i) => `a${i}: {device: cuda}`, ', ')}}\n`,
      'one key many times': (n) => many(n, () => `device: cuda\n`),
      tags: (n) => many(n, (i) => `a${i}: !x cuda\n`),
      quotes: (n) => `device: cuda\n${many(n, () => `"\n`)}`,
      'spaces of an indent': (n) => `device: cuda\na:\n${' '.repeat(n)}b: 1\n`,
      questions: (n) => `device: cuda\n${'? a\n'.repeat(n)}`,
    },
  },
  {
    path: 'config.toml',
    limit: CONFIGURATION,
    texts: {
      keys: (n) => many(n, (i) => `[a${i}]\ndevice = "cuda"\n`),
      lists: (n) => many(n, () => `[[a]]\ndevice = "cuda"\n`),
      'a long text': (n) => `device = "cuda"\nx = "${'cuda '.repeat(n)}"\n`,
    },
  },
  {
    path: 'config.json',
    limit: CONFIGURATION,
    texts: {
      keys: (n) => json(entries(n, (i) => [`a${i}`, { device: 'cuda' }])),
      'on one line': (n) => JSON.stringify(entries(n, (i) => [`a${i}`, { device: 'cuda' }])),
      'a list': (n) => json({ device: Array.from({ length: n }, () => 'cuda') }),
      comments: (n) => `{"device": "cuda",\n${'// cuda\n'.repeat(n)}"x": 1}\n`,
      commas: (n) => `{"device": "cuda"${','.repeat(n)}}\n`,
    },
  },
  {
    path: 'run.sh',
    texts: {
      commands: (n) =>
        many(n, (i) => `pip install torch-a${i}\nCUDA_VISIBLE_DEVICES=${i} python train.py --device cuda\n`),
      joined: (n) => `${many(n, (i) => `pip install torch-a${i}`, ' && ')}\n`,
      pipes: (n) => `${many(n, () => `nvidia-smi`, ' | ')}\n`,
      variables: (n) => `${many(n, (i) => `A${i}=$A${i - 1}x\n`)}python train.py --device $A${n - 1}\n`,
      'words of one command': (n) => `python train.py ${many(n, (i) => `--a${i} cuda`, ' \\\n')}\n`,
      documents: (n) => many(n, () => `cat <<EOF\nnvcc\nEOF\n`),
      'documents of one command': (n) => `cat ${many(n, (i) => `<<E${i}`, ' ')}\n${many(n, (i) => `nvcc\nE${i}\n`)}`,
      quotes: (n) => `echo ${'"$('.repeat(n)}\n`,
      substitutions: (n) => many(n, () => `x=$(nvcc --version)\n`),
      'in one another': (n) => `${'$('.repeat(n)}nvcc${')'.repeat(n)}\n`,
      ifs: (n) => many(n, () => `if nvidia-smi; then\n  pip install torch\nfi\n`),
      cases: (n) => `case $x in\n${many(n, (i) => `a${i}) nvcc ;;\n`)}esac\n`,
      functions: (n) => many(n, (i) => `f${i}() {\n  nvcc\n}\n`),
      comments: (n) => `${'# nvcc\n'.repeat(n)}nvcc\n`,
      'batch options': (n) => `#!/bin/sh\n${many(n, () => `#SBATCH --gres=gpu:1\n`)}nvcc\n`,
      scripts: (n) => many(n, () => `bash -c "python -c 'import torch'"\n`),
    },
  },
  { path: '.env', texts: { variables: (n) => many(n, (i) => `CUDA_VISIBLE_DEVICES=${i}\nA${i}=b\n`) } },
  {
    path: 'kernel.cu',
    texts: {
      kernels: (n) => many(n, (i) => `__global__ void k${i}(float *a) {\n  a[threadIdx.x] = 1;\n}\n`),
      launches: (n) => `__global__ void k(float *a) {}\nvoid f() {\n${many(n, () => `  k<<<1, 256>>>(a);\n`)}}\n`,
      'kernels and launches': (n) =>
        many(n, (i) => `template <int N> __global__ void k${i}() {}\nvoid f${i}() { k${i}<1><<<1, 2>>>(); }\n`),
      'kernels without an end': (n) => many(n, () => `__global__ `),
      'kernels with open brackets': (n) => many(n, (i) => `__global__ void k${i}(\n`),
      'launches without an end': (n) => many(n, () => `k<<<`),
      'launches of open brackets': (n) => many(n, () => `k<<<(`),
      attributes: (n) => many(n, (i) => `__global__ __launch_bounds__(256) void k${i}() {}\n`),
      templates: (n) => `${'template <'.repeat(n)}__global__ void k() {}\n`,
      'templates in one another': (n) => `f${'<a'.repeat(n)}<<<1, 2>>>()\n`,
      comments: (n) => `${'// __global__\n'.repeat(n)}__global__ void k() {}\n`,
      'open comments': (n) => many(n, () => `/* __global__ `),
      strings: (n) => many(n, () => `"__global__"\n`),
      'open strings': (n) => many(n, () => `"__global__\n`),
      'raw strings': (n) => many(n, (i) => `R"d${i}(__global__\n`),
      macros: (n) => many(n, (i) => `#define K${i} __global__ \\\n void\n`),
      libraries: (n) => many(n, () => `#include <cublas_v2.h>\ncublasSgemm();\n`),
      assembly: (n) => many(n, () => `asm("mma.sync");\n`),
    },
  },
  {
    path: 'CMakeLists.txt',
    texts: {
      commands: (n) => many(n, (i) => `find_package(CUDA)\nadd_library(a${i} a${i}.cu)\n`),
      'open ones': (n) => many(n, () => `find_package(CUDA\n`),
      words: (n) => `project(x LANGUAGES ${'CUDA '.repeat(n)})\n`,
    },
  },
  {
    path: 'Makefile',
    texts: {
      rules: (n) => many(n, (i) => `a${i}: a.cu\n\tnvcc -arch=sm_80 $<\n`),
      'lines that go on': (n) => `a:\n\tnvcc \\\n${many(n, () => `  -arch=sm_80 \\\n`)}\n`,
    },
  },
  { path: 'meson.build', texts: { commands: (n) => many(n, () => `project('x', 'cuda')\ndependency('cuda')\n`) } },
  { path: 'BUILD', texts: { rules: (n) => many(n, (i) => `cuda_library(\n    name = "a${i}",\n)\n`) } },
]

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

/** What a project says of its own files, which every file and finding is held against. */
const SETTINGS: Readonly<Record<string, Growing>> = {
  'patterns of an ignore file': {
    files: (n) => ({ '.gitignore': many(Math.min(n, 1_900), (i) => `a${i}/*.bin\n`), 'b.py': 'x = 1\n' }),
  },
  'files held against an ignore file': {
    files: (n) => ({
      '.gitignore': many(50, (i) => `a${i}/*.bin\n`),
      ...numbered(n, (i) => [`b/c${i}.py`, 'x = 1\n']),
    }),
  },
  'folders with ignore files': {
    files: (n) => numbered(n, (i) => [`b${i}/.gitignore`, '*.bin\n']),
  },
  'folders in folders': {
    files: (n) => numbered(n, (i) => [`${'d/'.repeat(i % 60)}f${i}.py`, 'import torch\nm.cuda()\n']),
  },
  'ignored kinds': {
    files: (n) => ({ 'a.py': `import torch\n${'m.cuda()\n'.repeat(n)}` }),
    options: { ignores: Array.from({ length: 20 }, (_, i) => ({ code: 'a/b', path: `x${i}`, reason: 'x' })) },
  },
  excluded: {
    files: (n) => numbered(n, (i) => [`old/f${i}.py`, 'import torch\nm.cuda()\n']),
    options: { exclude: ['old/'] },
  },
  'many kinds of files': {
    files: (n) =>
      numbered(n, (i) => [
        `p${i}/${['requirements.txt', 'Dockerfile', 'config.yaml', 'run.sh', 'k.cu', 'pyproject.toml'][i % 6]}`,
        [
          'torch==2.6\n',
          'FROM nvidia/cuda\n',
          'device: cuda\n',
          'nvcc\n',
          '__global__ void k() {}\n',
          '[project]\nname = "x"\ndependencies = ["torch"]\n',
        ][i % 6] ?? '',
      ]),
  },
}

const growing = FILES.flatMap(({ path, texts, limit }) =>
  Object.entries(texts).map(([name, text]) => ({ title: `${path}: ${name}`, path, text, limit })),
)

describe('files grow in time as in size', () => {
  test.each(growing)('$title', async ({ path, text, limit }) => {
    expect(
      await slowGrowth({ files: (size) => ({ [path]: text(size) }), ...(limit === undefined ? {} : { limit }) }),
    ).toBeUndefined()
  })
})

describe('settings and files grow in time as in number', () => {
  test.each(Object.entries(SETTINGS))('%s', async (_, project) => {
    expect(await slowGrowth(project)).toBeUndefined()
  })
})
