import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import type { Report } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'

/** The audit of a project as a whole: what it is told depends on how its files hang together. */
async function auditOf(files: Readonly<Record<string, string>>): Promise<Report> {
  return audit(tree(files), { asOf: '2026-11-01' })
}

const reasons = ({ platforms }: Report): readonly string[] => platforms.metal.reasons.map(({ text }) => text)

const told = ({ recommendation }: Report): readonly string[] =>
  (recommendation.considerations ?? []).map(({ text }) => text)

const KERNEL = '__global__ void scale(float *values) { values[threadIdx.x] *= 2; }\n'

const script = (importing: string): string =>
  `import torch\nimport ${importing}\n\ntorch.cuda.manual_seed(0)\nif __name__ == "__main__":\n    torch.optim.SGD([]).step()\n`

const notebook = (source: string): string =>
  JSON.stringify({
    cells: [{ cell_type: 'code', source: `import torch\n${source}torch.nn.Linear(2, 2).to(device)\n` }],
    nbformat: 4,
  })

/** Nine scripts, of which some import what no Mac can install. */
const scripts = (blocked: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`agents/${index}.py`, script(index < blocked ? 'procgen' : 'json')]),
  )

describe('a project', () => {
  it('written in JAX runs on the CPU of a Mac, and is better off with CUDA', async () => {
    const report = await auditOf({
      'pyproject.toml': '[project]\nname = "layers"\ndependencies = ["jax"]\n',
      'layers/__init__.py': 'import jax\n\n\ndef double(x):\n    return jax.jit(lambda y: y * 2)(x)\n',
    })

    expect(report.platforms.metal.status).toBe('runs-degraded')
    expect(report.platforms.metal.backends.jax).toBe('runs-degraded')
    expect(told(report)).toContain('It builds on libraries that Metal does without: JAX.')
    expect(told(report)).toContain('On the CPU alone it runs on a Mac as well as on CUDA.')
  })

  it('that is nothing but notebooks is judged by those in a folder of that name too', async () => {
    const choice = 'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")\n'
    const files = { 'course/one.ipynb': notebook('device = "cpu"\n'), 'notebooks/two.ipynb': notebook(choice) }
    const beside = await auditOf({
      ...files,
      'course/tools.py': 'import torch\n\n\ndef double(x):\n    return x * 2\n',
    })

    expect((await auditOf(files)).platforms.metal.status).toBe('needs-edits')
    expect(beside.platforms.metal.status).toBe('runs')
  })

  it('that has JAX beside PyTorch is not judged by it', async () => {
    const report = await auditOf({
      'layers/__init__.py': '',
      'layers/one.py': 'import torch\n\ndevice = torch.device("mps" if torch.backends.mps.is_available() else "cpu")\n',
      'layers/two.py': 'import torch\n\n\ndef double(x):\n    return torch.zeros(2, device="cpu") + x\n',
      'layers/three.py': 'import jax\n\n\ndef double(x):\n    return jax.jit(lambda y: y * 2)(x)\n',
    })

    expect(report.platforms.metal).toMatchObject({ status: 'runs-degraded', home: 'mps' })
    expect(told(report)).toContain('It runs on a Mac as well as on CUDA.')
    expect(report.recommendation.choice).toBe('both')
  })

  it('is not blocked by what few of its many scripts come to, but those are', async () => {
    const few = await auditOf(scripts(2))
    const more = await auditOf(scripts(3))

    expect(few.platforms.metal.status).toBe('runs')
    expect(few.entryPoints?.map(({ metal }) => metal.status).slice(0, 3)).toEqual(['blocked', 'blocked', 'runs'])
    expect(more.platforms.metal.status).toBe('blocked')
  })

  it('is not kept from installing by requirements for those who want more', async () => {
    const report = await auditOf({
      'requirements/requirements.txt': 'torch\n',
      'requirements/requirements-procgen.txt': 'torch\nprocgen\n',
    })

    expect(report.platforms.metal.status).toBe('runs')
    const below = await auditOf({
      'pyproject.toml': '[project]\nname = "a"\ndependencies = ["torch"]\n',
      'requirements/procgen.txt': 'procgen\n',
    })
    expect(below.platforms.metal.status).toBe('runs')
    const base = await auditOf({
      'requirements/requirements.txt': 'torch\n',
      'requirements/requirements-base.txt': 'procgen\n',
    })
    expect(base.platforms.metal.status).not.toBe('runs')
  })

  it('has requirements of its own for a Mac, though under them a library has another name', async () => {
    const report = await auditOf({
      'requirements_base.txt': 'numpy\n',
      'requirements.txt': '-r requirements_base.txt\nonnxruntime-gpu==1.18.0\ntransformers==4.38.0\n',
      'requirements_macOS.txt': '-r requirements_base.txt\ntorch==2.3.0\nonnxruntime-silicon==1.16.3\n',
    })

    expect(report.platforms.metal.status).toBe('runs')
  })

  it('written in MLX trains where it asks for gradients', async () => {
    const report = await auditOf({
      'tuner.py':
        'import mlx.nn as nn\n\n\ndef train(model, loss):\n    return nn.value_and_grad(model, loss)(model)\n',
    })

    expect(report.workloads.map(({ kind }) => kind)).toEqual(['training'])
  })

  it('is blocked by an extension that it builds with CUDA or not at all, where its modules import it', async () => {
    const refusing = [
      'import torch',
      'from setuptools import setup',
      'from torch.utils.cpp_extension import CUDA_HOME, CppExtension, CUDAExtension',
      'def extensions():',
      '    extension = CppExtension',
      '    if torch.cuda.is_available() and CUDA_HOME is not None:',
      '        extension = CUDAExtension',
      '    else:',
      '        raise NotImplementedError("CUDA is not available")',
      '    return [extension("Attention", ["attention.cpp"])]',
      'setup(name="attention", ext_modules=extensions())',
    ]
    const report = await auditOf({
      'main.py': 'from models.ops.attention import attend\n\nif __name__ == "__main__":\n    attend()\n',
      'tools.py': 'import json\n\nif __name__ == "__main__":\n    print(json.dumps({}))\n',
      'models/__init__.py': '',
      'models/ops/__init__.py': '',
      'models/ops/setup.py': refusing.join('\n'),
      'models/ops/attention.py': 'import Attention\n\n\ndef attend():\n    return Attention.forward()\n',
      'models/ops/src/attention.cu': KERNEL,
    })

    expect(report.platforms.metal.status).toBe('blocked')
    expect(reasons(report)).toContainEqual(expect.stringMatching(/builds an extension with the CUDA compiler/))
    expect(reasons(report)).toContainEqual(expect.stringMatching(/needs this CUDA source/))
    expect(report.entryPoints?.map(({ file, metal }) => [file, metal.status])).toEqual([
      ['main.py', 'blocked'],
      ['tools.py', 'runs'],
    ])
  })

  it('is not blocked by kernels that copied code loads on request, by the name that it had at home', async () => {
    const load = [
      'from torch.utils import cpp_extension',
      'def load():',
      '    return cpp_extension.load(name="fused", sources=["fused.cpp", "fused_cuda.cu"])',
    ]
    const report = await auditOf({
      'app/__init__.py': '',
      'app/ext/__init__.py': '',
      'app/ext/vocoder/__init__.py': '',
      'app/ext/vocoder/vocoder.py':
        'def make(options):\n    if options.get("use_cuda_kernel", False):\n        from fused.cuda.activation import act\n',
      'app/ext/vocoder/fused/__init__.py': '',
      'app/ext/vocoder/fused/cuda/__init__.py': '',
      'app/ext/vocoder/fused/cuda/activation.py': 'from fused.cuda import load\n\nact = load.load()\n',
      'app/ext/vocoder/fused/cuda/load.py': load.join('\n'),
      'app/ext/vocoder/fused/cuda/fused_cuda.cu': KERNEL,
      'main.py': 'from app.ext.vocoder.vocoder import make\n\nif __name__ == "__main__":\n    make({})\n',
    })

    expect(report.platforms.metal.status).toBe('runs-degraded')
  })

  it('chooses Metal where a function of it does, whatever carries that further', async () => {
    const settings = [
      'import torch',
      'class Settings:',
      '    @property',
      '    def device(self):',
      '        if torch.cuda.is_available():',
      '            return "cuda"',
      '        if torch.backends.mps.is_available():',
      '            return "mps"',
      '        return "cpu"',
      'settings = load(Settings)',
    ]
    const report = await auditOf({
      'app/__init__.py': '',
      'app/settings.py': settings.join('\n'),
      'app/run.py': 'import torch\n\n\ndef run(model):\n    model.cuda()\n',
    })

    expect(report.platforms.metal).toMatchObject({ status: 'runs-degraded', chosen: true })
  })

  it('that is itself a library for CUDA is blocked, though its containers and examples ask for a release of it', async () => {
    const report = await auditOf({
      'cupy/__init__.py': 'import numpy\n',
      'examples/requirements.txt': 'cupy\n',
      'docker/Dockerfile': 'FROM nvidia/cuda:12.9.0-devel-ubuntu24.04\nRUN pip install cupy-cuda12x\n',
    })

    expect(report.platforms.metal.status).toBe('blocked')
    expect(reasons(report)).toContainEqual(expect.stringMatching(/^This is the source of CuPy/))
  })
})
