/** What the README of a project tells its readers to start. */
import type { Instruction } from '../../project/facts.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { reachOfPath } from './reach.ts'

/** What runs a file that is named behind it. */
const RUNS = /^(?:.*\/)?(?:python[\d.]*|torchrun|accelerate|deepspeed|bash|sh|streamlit|gradio)$/

/**
 * Programs in folders that are beside the main path by their names, where the text at the root tells readers to start these and
 * nothing else: then they are what people come for.
 */
export const toldToStart = memoized(({ facts, trace }: AuditContext): ReadonlySet<string> => {
  const typed = facts.instructions.filter(({ site }) => !site.file.includes('/')).flatMap(filesRun)
  if (typed.some((path) => reachOfPath(path) === 'main')) return new Set()
  const known = new Set(trace.modules.map(({ path }) => path))
  return new Set(typed.filter((path) => known.has(path)))
})

/** The files that a command runs, from the root. */
function filesRun({ words }: Instruction): readonly string[] {
  if (!words.some((word) => RUNS.test(word))) return []
  return words.flatMap((word) => (/\.(?:py|sh)$/.test(word) ? word.replace(/^(?:\.\/)+/, '') : []))
}
