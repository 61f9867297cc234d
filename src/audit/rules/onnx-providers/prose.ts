import type { Source } from '../../../report/report.ts'

export const title = 'ONNX Runtime is given the providers of CUDA only'

export const messages = {
  given: 'A Mac has none of these but the CPU’s: ONNX Runtime warns and computes there, and Core ML is not asked.',
  asked:
    'Of what ONNX Runtime has only CUDA’s provider is asked for; on a Mac the CPU is taken, and Core ML is not asked.',
} as const

export const fix =
  'Add "CoreMLExecutionProvider" before the CPU’s; measure it, since models that it cannot take whole may run slower.'

export const why = 'Core ML is asked before the CPU; where there is none, ONNX Runtime warns and goes on as before.'

export const sources: readonly Source[] = [
  {
    url: 'https://onnxruntime.ai/docs/execution-providers/CoreML-ExecutionProvider.html',
    seen: '2026-11-22',
    kind: 'documentation',
  },
  { url: 'https://github.com/microsoft/onnxruntime/pull/17844', seen: '2026-11-22', kind: 'code' },
]
