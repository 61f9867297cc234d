import type { Source } from '../../../report/report.ts'

export const title = 'A device is chosen between CUDA and the CPU, so the GPU of a Mac stays idle'

export const messages = {
  chosen: (chosen: string | undefined): string =>
    `On a Mac this picks ${chosen ?? 'no accelerator'}: the choice knows CUDA but not Metal, so the GPU stays idle.`,
  loads: 'On a Mac this loads to the CPU, whatever device the model is put on afterwards.',
  forOther: 'On a Mac this picks the CPU for a library that has no code for Metal; the GPU stays idle.',
  neverAsked:
    'Metal is among the choices but never taken: where there is no CUDA, this keeps the program from coming to it.',
  never: 'Metal is switched off here by hand, so the GPU of a Mac stays idle.',
  givenUp: 'Metal is given up for the CPU here, so the GPU of a Mac stays idle.',
  refused: 'Metal is refused here: on the GPU of a Mac the program stops.',
  bySwitch: 'The choice is between CUDA, which raises on a Mac, and the CPU, which leaves its GPU idle.',
  moves: 'Only where there is CUDA is this moved to the GPU; on a Mac it stays on the CPU, and the GPU idle.',
  askedAgain: 'The device has been chosen before; this asks for CUDA once more, and on a Mac nothing is moved to it.',
  stopped: 'Only where there is CUDA does the program come to this; on a Mac it stops instead.',
  tried: 'This is tried with CUDA, which raises on a Mac, and then done without: the GPU stays idle.',
  given: 'The GPU is asked for only where there is CUDA; on a Mac this is told to do without.',
  movesBySwitch: 'The GPU is used with CUDA alone: asked for, it raises on a Mac; otherwise the GPU stays idle.',
} as const

export const fix = 'Choose cuda, then mps, then cpu, in one place; on PyTorch 2.6 and later torch.accelerator does it.'

export const fixLoads = 'Nothing has to change: what is loaded to the CPU is moved with the model.'

export const fixForOther =
  'Leave the choice as it is: what is given the device refuses Metal. On the GPU of a Mac another library has to do this.'

export const fixSwitchedOff =
  'Find out what kept Metal out, and try it with a PyTorch of today; let Metal in where it works, or keep out that part alone.'

export const fixAskedAgain = 'Leave out the test: .to() of the device that has been chosen is right on every machine.'

export const fixGiven = 'Ask for the GPU where there is Metal too, if what is told so knows Metal.'

export const why =
  'Where there is no CUDA but Metal, the GPU of the Mac is used from now on. With CUDA and without a GPU nothing changes.'

export const whyAccelerator =
  'All releases of PyTorch that are admitted have torch.accelerator, which is CUDA where there is CUDA, and Metal on a Mac; without either it is the CPU as before.'

export const whyMoved = 'Where there is Metal this is done too, there; with CUDA and without a GPU nothing changes.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
