import type { Source } from '../../../report/report.ts'

export const title = 'A call of torch.cuda raises without CUDA'

/** Longest part of PyTorch's own message that is quoted. */
const QUOTED = 70

export const messages = {
  raises: (name: string, exception: string, said: string | undefined): string =>
    `On a Mac ${name}() raises ${exception}${said ? `: ${shortened(said)}` : ''}`,
  uses: (name: string, exception: string): string =>
    `This uses what ${name}() gives, and that raises ${exception} on a Mac.`,
  dividesByZero: (name: string): string =>
    `On a Mac there are 0 CUDA devices, so the remainder raises ZeroDivisionError; ${name}() would raise after it.`,
  byNone: 'On a Mac there are 0 CUDA devices, so what is divided by their number raises ZeroDivisionError.',
  timesNone: 'On a Mac there are 0 CUDA devices, and so this is 0: a batch or a number of steps of that size is none.',
  ofNone: (name: string, exception: string): string =>
    `On a Mac ${name} is None, and what is done with it here raises ${exception}.`,
  ofEmpty: 'On a Mac there are 0 CUDA devices, so this list of them is empty, and taking one raises IndexError.',
  ofEmptyCaught:
    'On a Mac there are 0 CUDA devices, so this list of them is empty, and taking one raises IndexError; that is caught.',
  ofNoneCaught: (name: string, exception: string): string =>
    `On a Mac ${name} is None, and what is done with it here raises ${exception}; that is caught.`,
  caught: (name: string, exception: string): string =>
    `On a Mac ${name}() raises ${exception}; it is caught here, so what follows it in the try block is left out.`,
} as const

export const atLeastOne = 'Count one where there is no CUDA: max(1, torch.cuda.device_count()).'

export const askHowMany = 'Ask first whether there are any: the list is empty where there is no CUDA.'

export const askFirst = (name: string): string => `Ask first whether there is one: if ${name} is not None.`

export const caughtFix = 'Ask which device is in use instead of trying CUDA and catching the failure.'

function shortened(text: string): string {
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED).trimEnd()}…`
}

/** Builds of PyTorch for Macs, whose libraries name no binding that begins with `_cuda_`. */
export const internals: readonly Source[] = [
  { url: 'pkg:pypi/torch@2.4.1', seen: '2026-11-27', kind: 'measurement' },
  { url: 'pkg:pypi/torch@2.9.0', seen: '2026-11-27', kind: 'measurement' },
]

/** What a build without CUDA counts. */
export const counts: readonly Source[] = [{ url: 'pkg:pypi/torch@2.9.0', seen: '2026-11-27', kind: 'measurement' }]

/** `torch/version.py` of a build for Macs, where `cuda` is None, and what asks for the version of cuDNN there. */
export const noneSources: readonly Source[] = [{ url: 'pkg:pypi/torch@2.9.0', seen: '2026-11-29', kind: 'measurement' }]
