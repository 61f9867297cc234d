export const title = 'A device is chosen between CUDA and the CPU, so the Mac’s GPU stays idle'

export const message = (chosen: string): string =>
  `On a Mac this picks ${chosen}: the choice knows CUDA but not Metal, so the GPU stays idle.`

export const fix = 'Choose cuda, then mps, then cpu, in one place; on PyTorch 2.6 and later torch.accelerator does it.'
