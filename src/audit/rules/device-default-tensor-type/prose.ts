import type { Source } from '../../../report/report.ts'

export const title = 'Tensors get CUDA through their type or as a default'

export const messages = {
  makes: (name: string): string => `${name} exists only on CUDA: calling it raises TypeError on a Mac.`,
  casts: 'A cast to a tensor type of CUDA raises on a Mac.',
  defaultType: 'A tensor type of CUDA as the default raises TypeError on a Mac.',
  defaultDevice: 'With CUDA as the default device the first tensor that is made raises on a Mac.',
  onCudaOnly:
    'Tensors are made on the GPU by default only where CUDA is available; on a Mac they are made on the CPU, and its GPU stays idle.',
  bySwitch:
    'Asked for, CUDA becomes the default here, which raises on a Mac; otherwise tensors are made on the CPU, and its GPU stays idle.',
  switched:
    'The choice is between the tensor type of CUDA, which raises on a Mac where it is called, and that of the CPU, which leaves its GPU idle.',
  choice: 'Without CUDA this takes the tensor type of the CPU; there is none for Metal, so its GPU stays idle.',
} as const

export const fixes = {
  tensor: (dtype: string, device: string): string =>
    `Give a dtype and a device in place of the type of CUDA: dtype=torch.${dtype}, device=${device}.`,
  byDefault:
    'Call torch.set_default_device once, with cuda, mps or cpu as the machine has it; the default type stays that of the CPU.',
  defaultDevice: 'Choose between cuda, mps and cpu here.',
} as const

export const sources: readonly Source[] = [
  {
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.set_default_device.html',
    seen: '2026-11-22',
    kind: 'documentation',
  },
]
