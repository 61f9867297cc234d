import type { Source } from '../../../report/report.ts'

export const title = 'The model is on Metal and its input on the CPU'

export const messages = {
  made: 'This is made on the CPU, and the model that gets it is on mps: PyTorch raises RuntimeError, since both have to be on one device.',
  kept: 'The network keeps this tensor as a plain attribute, which stays on the CPU when the network is moved to mps: PyTorch raises RuntimeError where it meets what is there.',
  met: 'This is on the CPU, and what it meets here is on mps: PyTorch raises RuntimeError, since both have to be on one device.',
  layers:
    'The network keeps this layer in a plain list or dictionary, so that it stays on the CPU when the network is moved to mps: PyTorch raises RuntimeError where the layer gets what is there.',
  moved:
    'This is moved only where there is CUDA, and the model that gets it is on mps: PyTorch raises RuntimeError, since both have to be on one device.',
  weights:
    'The weights of this loss are made on the CPU and stay there, and what it is given is on mps: PyTorch raises RuntimeError, since all have to be on one device.',
  model:
    'This gets what is on mps, and is itself moved only where there is CUDA: PyTorch raises RuntimeError, since both have to be on one device.',
  unmoved:
    'This gets what is on mps, and nothing moves it from the CPU: PyTorch raises RuntimeError, since both have to be on one device.',
} as const

export const fixes = {
  unmoved: 'Move this model to the device of its input as well.',
  model: 'Move the model to the device of its input as well, whatever device that is, and not only with CUDA.',
  weights: 'Move the loss to the device of the model as well: criterion.to(device).',
  met: 'Make it where the other is, device=x.device, or move it there.',
  layers: 'Keep the layers in nn.ModuleList or nn.ModuleDict.',
  kept: 'Keep it as a buffer, self.register_buffer(name, tensor), or move it to the device of the input here.',
} as const

export const fix = (device: string): string => `Move it to where the model is, whatever device that is: .to(${device}).`

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/130790', seen: '2026-11-27', kind: 'issue' },
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
