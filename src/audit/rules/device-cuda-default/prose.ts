import type { Source } from '../../../report/report.ts'

export const title = 'CUDA is the default device'

export const messages = {
  parameter: (name: string): string =>
    `The parameter ${name} is CUDA unless the caller says otherwise; on a Mac that raises.`,
  field: (name: string): string => `The field ${name} is CUDA unless it is set; on a Mac that raises.`,
  option: (name: string): string => `The option ${shown(name)} is CUDA unless it is given; on a Mac that raises.`,
  setting: (name: string): string => `The setting ${name} is CUDA where nobody gives it; on a Mac that raises.`,
  fallback: (name: string): string => `Where ${name} is not given, CUDA is taken; on a Mac that raises.`,
  passed: (name: string): string =>
    `The parameter ${name} is CUDA by default, which a Mac lacks. The calls that were read give it a value; one that leaves it out raises.`,
  kept: (name: string): string =>
    `The parameter ${name} is CUDA by default, which a Mac lacks. The class only keeps it; code that puts something there raises.`,
  compared: (name: string): string =>
    `The parameter ${name} is CUDA by default, which a Mac lacks. It is only compared here; code that puts something there raises.`,
  mendedParameter: (name: string): string =>
    `The parameter ${name} is CUDA unless the caller says otherwise; on a Mac the CPU is taken in its place.`,
  mendedOption: (name: string): string =>
    `The option ${shown(name)} is CUDA unless it is given; on a Mac the CPU is taken in its place.`,
  offered: (name: string): string => `What ${name} may be has CUDA but not Metal (mps).`,
  chosen: (name: string): string => `The input ${name} is CUDA unless something else is chosen; on a Mac that raises.`,
  choices: (name: string): string => `The option ${shown(name)} offers CUDA but not Metal (mps).`,
} as const

/** An option of a command line with its dashes, one of a page by its label. */
function shown(name: string): string {
  return /^[a-z][\w-]*$/.test(name) ? `--${name}` : `"${name}"`
}

export const fix = 'Let the default be None or "auto" and choose cuda, mps or cpu where it is used.'

export const fixChoices = 'Offer mps as well.'

export const fixByEdit = 'Take mps by default where there is Metal, and elsewhere what it was.'

export const whyOffered = 'The option can be given mps too; who gives what could be given before gets the same.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
