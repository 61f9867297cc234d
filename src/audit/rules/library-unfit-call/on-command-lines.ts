/** What programs that read a library's settings as options are given on command lines: `python train.py --tf32 True`. */
import type { LibraryCall } from '../../../knowledge/knowledge.ts'
import { hasName } from '../../../trace/words.ts'
import type { Module } from '../../../trace/trace.ts'
import { declared, type SiteInRole } from '../../observations/sites.ts'
import { type KnownCall, knownCalls } from '../../packages/library-calls.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import { started } from '../../reachability/started.ts'
import type { AuditContext, Draft } from '../../rule.ts'

/** What makes an option of each field of a class of settings. */
export const PARSERS = ['HfArgumentParser', 'TrlParser', 'H4ArgumentParser']

/** A command that starts a program of the project: one that a script runs, or that a text tells its readers to type. */
interface Start {
  readonly words: readonly string[]
  readonly program: Module
  readonly site: SiteInRole
}

export function onCommandLines(context: AuditContext): readonly Draft[] {
  const switches = knownCalls(context).filter(isSwitch)
  const starts = switches.length > 0 ? startsOf(context) : []
  return switches.flatMap((known) => {
    const on = new Set(starts.filter((start) => isOn(start, known)))
    // Whoever starts it in another way, also on a Mac, leaves the option out.
    const left = new Set(starts.flatMap((start) => (on.has(start) ? [] : start.program)))
    return [...on].map((start) => draftOf(start, known, !left.has(start.program)))
  })
}

/** A setting that does harm where it is on, of a class of settings. */
function isSwitch({ fact: { names, given = [] } }: KnownCall): boolean {
  const [only, ...others] = given
  return (
    others.length === 0 &&
    only?.values?.includes(true) === true &&
    names.some((name) => /(?:Arguments|Config)$/.test(name))
  )
}

function startsOf(context: AuditContext): readonly Start[] {
  const { facts, trace } = context
  const programs = trace.modules.filter(({ words }) => PARSERS.some((name) => hasName(words.code, name)))
  if (programs.length === 0) return []
  const typed = facts.instructions.map(({ words, site }) => ({ words, site: declared(site) }))
  const run = started(context).filter(({ origin }) => origin === 'script')
  const byPath = new Map(programs.toReversed().flatMap((program) => endsOf(program.path).map((end) => [end, program])))
  return [...typed, ...run].flatMap(({ words, site }) => {
    const [program] = words.flatMap((word) => byPath.get(word.replace(/^(?:\.{1,2}\/)+/, '')) ?? [])
    return program ? [{ words, program, site }] : []
  })
}

/** Commands are given from the root of the project, or from a folder around the program. */
function endsOf(path: string): readonly string[] {
  const parts = path.split('/')
  return path.endsWith('.py') ? parts.map((_, index) => parts.slice(index).join('/')) : []
}

function isOn({ words, program }: Start, known: KnownCall): boolean {
  if (!known.fact.names.some((name) => hasName(program.words.code, name))) return false
  const option = `--${settingOf(known)}`
  return words.some((word, index) => {
    if (word.startsWith(`${option}=`)) return isTrue(word.slice(option.length + 1))
    const next = words[index + 1] ?? '--'
    return word === option && (next.startsWith('-') || isTrue(next))
  })
}

function isTrue(text: string): boolean {
  return /^(?:true|1|yes)$/i.test(text)
}

function settingOf({ fact: { given } }: { readonly fact: LibraryCall }): string {
  return given?.[0]?.argument ?? ''
}

function draftOf(start: Start, known: KnownCall, isAlways: boolean): Draft {
  const { fact, library } = known
  const name = settingOf(known)
  return {
    effect: fact.effect,
    certainty: 'likely',
    message: fact.says,
    subject: { kind: 'setting', name, value: 'true' },
    sites: [start.site],
    sources: fact.sources,
    fix: { kind: 'manual', effort: 'minutes', summary: `Leave --${name} out on a Mac.` },
    reach: farthest([reachOfPath(start.site.file), reachOfPath(start.program.path), isAlways ? 'main' : 'optional']),
    library: library.name,
    group: `${library.name} --${name}`,
  }
}
