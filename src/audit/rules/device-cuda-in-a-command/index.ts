import { farthest } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { cudaOption, namesMetal, nameOfOption } from './options.ts'
import { fix, message, sources, title } from './prose.ts'
import { type Start, startsIn } from './starts.ts'

/** Commands of scripts, of code and of READMEs that start a program with CUDA as its device. */
export const rule = {
  code: 'device/cuda-in-a-command',
  title,
  find: (context) => {
    const starts = startsIn(context)
    // Programs that something also starts without naming CUDA.
    const elsewhere = new Set(
      starts.filter(({ words }) => cudaOption(words) === undefined).map(({ program }) => program),
    )
    // Of a program that is also told to take Metal there are commands for each machine.
    const onMetal = new Set(starts.filter(({ words }) => namesMetal(words)).map(({ program }) => program))
    return starts.filter(({ program }) => !onMetal.has(program)).flatMap((start) => draftsOf(start, elsewhere))
  },
} satisfies Rule

function draftsOf(start: Start, elsewhere: ReadonlySet<string | undefined>): Draft[] {
  const option = start.words[cudaOption(start.words) ?? -1]
  if (option === undefined) return []
  // Whoever starts it in the other way has the device left open, or another named.
  const isBeside = start.isOneOfSeveral || elsewhere.has(start.program)
  return [
    {
      effect: 'blocks',
      certainty: start.certainty,
      message: message(nameOfOption(option)),
      subject: { kind: 'setting', name: 'device', value: 'cuda' },
      sites: [start.site],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      reach: farthest([start.reach, isBeside ? 'optional' : 'main']),
      group: 'command',
    },
  ]
}
