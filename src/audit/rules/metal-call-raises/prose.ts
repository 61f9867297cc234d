import type { Source } from '../../../report/report.ts'

export const title = 'A call raises without Metal'

export const message = (name: string): string =>
  `On a machine with CUDA ${name}() raises RuntimeError: its PyTorch is built without Metal.`

export const ofModel = (name: string): string =>
  `On a machine with CUDA ${name.slice(1)}() of a Core ML model raises: Core ML is part of Apple's systems.`

/** What is raised for want of something, what to do about it, and where that was seen. */
export interface Raising {
  readonly exception: string
  readonly fix: string
  readonly sources: readonly Source[]
}

export const ofTorch: Raising = {
  exception: 'RuntimeError',
  fix: 'Call it only where torch.backends.mps.is_available(), and its counterpart of torch.cuda elsewhere.',
  sources: [{ url: 'pkg:pypi/torch@2.13.0', seen: '2026-11-28', kind: 'measurement' }],
}

export const ofCoreMl: Raising = {
  exception: 'Exception',
  fix: 'Let another machine run the model from which this one was converted, with PyTorch or ONNX Runtime.',
  sources: [{ url: 'pkg:pypi/coremltools@8.3.0', seen: '2026-11-28', kind: 'package' }],
}
