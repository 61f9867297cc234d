import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A small program that decides for a device, and where it puts things before and after its edits are made. */
export interface DecisionCase {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  /** What is expected on a Mac before, and after; the same where nothing is to be edited. */
  readonly mac: { readonly before: string; readonly after: string }
  /** On Linux with CUDA before and after alike. */
  readonly linuxWithCuda: string
  /** On Linux without a GPU; what raised before, for want of CUDA, may run after. */
  readonly linuxWithoutGpu: { readonly before: string; readonly after: string }
}

/** `### NAME`, then `#: MAC > MAC AFTER | WITH CUDA | WITHOUT A GPU`, then the code; `#--- PATH` begins another file. */
const HEAD = /^### (.+)\n#: (.+?)(?: > (.+?))? \| (.+?) \| (.+?)(?: > (.+?))?\n/

/** Files with programs, each of a kind. */
const FILES = ['choices', 'statements', 'helpers', 'uses', 'calls', 'left-alone'] as const

/** All programs of this folder. */
export function decisionCases(): readonly DecisionCase[] {
  return FILES.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, `${name}.txt`), 'utf8')
    return text
      .split(/^(?=### )/m)
      .slice(1)
      .map((part) => caseOf(name, part))
  })
}

function caseOf(file: string, text: string): DecisionCase {
  const [head, name = '', before = '', after = before, linuxWithCuda = '', raised = '', runs = raised] =
    HEAD.exec(text) ?? []
  if (head === undefined) throw new Error(`${file}: no expectation in ${text.slice(0, 80)}`)
  const [main = '', ...others] = text.slice(head.length).split(/^#--- /m)
  const files = others.map((part): [string, string] => {
    const end = part.indexOf('\n')
    return [part.slice(0, end), part.slice(end + 1)]
  })
  const code = /^(?:import|from) /m.test(main) ? main : `import torch\n\n${main}`
  return {
    name: `${file}: ${name}`,
    files: { 'main.py': `${code.trimEnd()}\n`, ...Object.fromEntries(files) },
    mac: { before, after },
    linuxWithCuda,
    linuxWithoutGpu: { before: raised, after: runs },
  }
}
