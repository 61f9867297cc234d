import type { Source } from '../../../report/report.ts'

export const title = 'A branch knows CUDA and the CPU, but not Metal'

export const messages = {
  cuda: 'Only CUDA is asked for here; with Metal the code goes the way meant for the CPU.',
  skipped: 'This is done only where there is CUDA; on a Mac the code goes on as if there were no GPU.',
  refused: 'The branches know CUDA and the CPU; a device of type mps is refused.',
  chain: 'The branches know CUDA and the CPU; a device of type mps falls through.',
  missed: (names: readonly string[]): string =>
    `Only with CUDA is this set: ${names.join(', ')}. On a Mac what asks for it later raises NameError.`,
  leftBeside:
    'Only with CUDA is this brought to the device of the tensor; beside a tensor on Metal it stays on the CPU, and computing with both raises.',
} as const

export const fixes = {
  decide: 'Decide what Metal should do here: add mps to the test, or ask for what the code really needs.',
  set: 'Set it on every machine, on the device that there is: mps where torch.backends.mps.is_available() holds.',
  likeTensor: (tensor: string): string => `Bring it to the device of the tensor, whatever that is: ${tensor}.device.`,
} as const

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/tensor_attributes.html', seen: '2026-11-22', kind: 'documentation' },
]

export const sourcesOfNames: readonly Source[] = [
  { url: 'https://docs.python.org/3.11/reference/executionmodel.html', seen: '2026-11-29', kind: 'documentation' },
]
