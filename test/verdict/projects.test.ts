import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import type { Report } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'

/** The audit of a project as a whole: what it is told depends on how its files hang together. */
async function auditOf(files: Readonly<Record<string, string>>): Promise<Report> {
  return audit(tree(files), { packages: {}, include: [], exclude: [], ignores: [], cache: false, asOf: '2026-11-01' })
}

const reasons = ({ platforms }: Report): readonly string[] => platforms.metal.reasons.map(({ text }) => text)

const KERNEL = '__global__ void scale(float *values) { values[threadIdx.x] *= 2; }\n'

describe('a project', () => {
  it('written in JAX runs on the CPU of a Mac, and is better off with CUDA', async () => {
    const report = await auditOf({
      'pyproject.toml': '[project]\nname = "layers"\ndependencies = ["jax"]\n',
      'layers/__init__.py': 'import jax\n\n\ndef double(x):\n    return jax.jit(lambda y: y * 2)(x)\n',
    })

    expect(report.platforms.metal.status).toBe('runs-degraded')
    expect(report.recommendation.considerations?.map(({ id }) => id)).toContain('cuda-libraries')
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
      'models/__init__.py': '',
      'models/ops/__init__.py': '',
      'models/ops/setup.py': refusing.join('\n'),
      'models/ops/attention.py': 'import Attention\n\n\ndef attend():\n    return Attention.forward()\n',
      'models/ops/src/attention.cu': KERNEL,
    })

    expect(report.platforms.metal.status).toBe('blocked')
    expect(reasons(report)).toContainEqual(expect.stringMatching(/builds this extension with the CUDA compiler/))
    expect(reasons(report)).toContainEqual(expect.stringMatching(/needs this CUDA source/))
  })

  it('that is itself a library for CUDA is blocked, though its containers install a release of it', async () => {
    const report = await auditOf({
      'cupy/__init__.py': 'import numpy\n',
      'docker/Dockerfile': 'FROM nvidia/cuda:12.9.0-devel-ubuntu24.04\nRUN pip install cupy-cuda12x\n',
    })

    expect(report.platforms.metal.status).toBe('blocked')
    expect(reasons(report)).toContainEqual(expect.stringMatching(/^This is the source of CuPy/))
  })
})
