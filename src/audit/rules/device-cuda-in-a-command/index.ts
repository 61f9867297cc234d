import { farthest } from '../../reachability/reach.ts'
import { type Started, started } from '../../reachability/started.ts'
import type { Draft, Rule } from '../../rule.ts'
import { fix, message, sources, title } from './prose.ts'

/** Commands of scripts and Makefiles that start a program with CUDA as its device. */
export const rule = {
  code: 'device/cuda-in-a-command',
  title,
  find: (context) => {
    const scripts = started(context).filter(({ origin }) => origin === 'script')
    // Programs that something also starts without naming CUDA.
    const elsewhere = new Set(scripts.filter(({ words }) => cudaOption(words) === undefined).map(programOf))
    return scripts.flatMap((start) => draftsOf(start, elsewhere))
  },
} satisfies Rule

/** `--device cuda:0`, `--device=cuda`, and settings of Hydra such as `trainer.device=cuda`; of Lightning's, `cuda` alone. */
const OPTION = /^(?:--?(?:device|device[-_]type|dev|accelerator)|(?:\+{0,2}[\w.]*\.)?(?:device|accelerator))$/
const CUDA = /^cuda(?::\d+)?$/

/** What runs a program of the project: others, such as containers, have devices of their own. */
const RUNS = /^(?:python[\d.]*|torchrun|accelerate|uv|poetry)$/

function cudaOption(words: readonly string[]): string | undefined {
  if (!words.slice(0, 4).some((word) => RUNS.test(word.replace(/^.*\//, '')))) return undefined
  const found = words.findIndex((word, index) => {
    const [option = '', value = option.startsWith('-') ? words[index + 1] : undefined] = word.split('=')
    return OPTION.test(option) && value !== undefined && CUDA.test(value)
  })
  return found === -1 ? undefined : words[found]
}

function draftsOf(start: Started, elsewhere: ReadonlySet<string | undefined>): Draft[] {
  const option = cudaOption(start.words)
  if (option === undefined) return []
  // Whoever starts it in the other way has the device left open, or another named.
  const isBeside = isForCuda(start) || elsewhere.has(programOf(start))
  return [
    {
      effect: 'blocks',
      certainty: start.certainty,
      message: message(option.replace(/=.*$/, '')),
      subject: { kind: 'setting', name: 'device', value: 'cuda' },
      sites: [start.site],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      reach: farthest([start.reach, isBeside ? 'optional' : 'main']),
      group: 'command',
    },
  ]
}

/** Scripts in folders are what was run once, and those that say for which machine are for that one. */
function isForCuda({ site }: Started): boolean {
  return site.file.includes('/') || /cuda|gpu|nvidia|slurm|linux/i.test(site.file)
}

function programOf({ words }: Started): string | undefined {
  const module = words.indexOf('-m')
  return module > 0 ? words[module + 1] : words.find((word) => word.endsWith('.py'))?.replace(/^\.\//, '')
}
