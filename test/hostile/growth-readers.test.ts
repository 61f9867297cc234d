import { describe, expect, test } from 'vitest'
import { type Growing, growing, type GrowingFile, many, numbered, slowGrowth } from './growth.ts'

const CONFIGURATION = 250_000
const JSON_LIMIT = 990_000

const json = (value: unknown) => JSON.stringify(value, undefined, 1)
const entries = (size: number, entry: (index: number) => readonly [key: string, value: unknown]) =>
  Object.fromEntries(Array.from({ length: size }, (_, index) => entry(index)))

const FILES: readonly GrowingFile[] = [
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
      'plain variables': (n) => many(n, (i) => `A${i} ?= cuda ${i}\n`),
      'a value that is none': (n) => `A = a${' '.repeat(n)}@\n`,
      'a long line': (n) => `${'a'.repeat(n)}\n`,
      rules: (n) => many(n, (i) => `a${i}: a.cu\n\tnvcc -arch=sm_80 $<\n`),
      'lines that go on': (n) => `a:\n\tnvcc \\\n${many(n, () => `  -arch=sm_80 \\\n`)}\n`,
    },
  },
  { path: 'meson.build', texts: { commands: (n) => many(n, () => `project('x', 'cuda')\ndependency('cuda')\n`) } },
  { path: 'BUILD', texts: { rules: (n) => many(n, (i) => `cuda_library(\n    name = "a${i}",\n)\n`) } },
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

describe('files grow in time as in size', () => {
  test.each(growing(FILES))('$title', async ({ project }) => {
    expect(await slowGrowth(project)).toBeUndefined()
  })
})

describe('settings and files grow in time as in number', () => {
  test.each(Object.entries(SETTINGS))('%s', async (_, project) => {
    expect(await slowGrowth(project)).toBeUndefined()
  })
})
