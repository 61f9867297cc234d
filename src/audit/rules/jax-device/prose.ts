import type { Source } from '../../../report/report.ts'

export const title = 'JAX is asked for a GPU by name'

export const message = 'JAX knows "gpu" and "cuda" only where CUDA or ROCm is; on a Mac this raises RuntimeError.'

export const fix =
  'Leave the platform out, and JAX takes the best that it has: the CPU, or the GPU when a plug-in for Metal is installed.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/ymahlau/fdtdx/issues/5', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://docs.jax.dev/en/latest/_autosummary/jax.devices.html', seen: '2026-11-22', kind: 'documentation' },
]
