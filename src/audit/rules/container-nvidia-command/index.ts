import type { Command } from '../../../project/facts.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { PROGRAM } from './program.ts'
import { fix, messages, sources, title } from './prose.ts'
import { startedByCode } from './started-by-code.ts'

/** `nvidia-smi` and the like in shell scripts and started by code, where a Mac would run them. */
export const rule = {
  code: 'container/nvidia-command',
  title,
  words: { strong: ['nvidia', 'nvcc'] },
  find: (context) => {
    const scripts = context.facts.commands.filter(({ origin }) => origin === 'shell')
    const strict = new Set(scripts.filter(stopsAtFailure).map(({ site }) => site.file))
    return [...scripts.flatMap((command) => draftOf(command, strict.has(command.site.file))), ...startedByCode(context)]
  },
} satisfies Rule

function draftOf({ words, site }: Command, isStrict: boolean): Draft[] {
  const [program = ''] = words
  if (!PROGRAM.test(program) || isProvidedFor(site.excerpt)) return []
  return [
    {
      effect: isStrict ? 'blocks' : 'info',
      certainty: 'likely',
      message: (isStrict ? messages.stops : messages.goesOn)(program),
      subject: { kind: 'call', name: program },
      sites: [declared(site)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix(program) },
      reach: farthest([reachOfPath(site.file), 'optional']),
      group: program,
    },
  ]
}

/** `set -e`, `set -Eeuo pipefail`, `set -o errexit`. */
function stopsAtFailure({ words }: Command): boolean {
  return words[0] === 'set' && words.slice(1).some((word) => /^-[a-zA-Z]*e/.test(word) || word === 'errexit')
}

/** A failing command in a condition, before `||` or inside `$(...)` of a longer line stops nothing. */
function isProvidedFor(line: string): boolean {
  return /^\s*(?:if|elif|while|until)\b|\|\||&&|\$\(|`/.test(line)
}
