import type { AssignmentSeen, CallSeen, ImportSeen, Observation } from '../../../trace/observation.ts'
import type { Value } from '../../../trace/value.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { type About, editAt } from '../../finding/edit-at.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { fixes, messages, sources, title, whys } from './prose.ts'
import { declarationSite, declared, type SiteInRole, useSite } from '../../observations/sites.ts'

const VARIABLE = 'PYTORCH_ENABLE_MPS_FALLBACK'

/** Names that were meant to be the variable. */
const MISSPELT = /MPS_?FALL_?BACK/i

/** The variable that lets missing operators run on the CPU: misspelt, with another value, or set when it is too late. */
export const rule = {
  code: 'port/fallback-variable',
  title,
  words: { strong: ['FALLBACK'] },
  find: (context) => [...settings(context), ...outside(context)].flatMap((setting) => draftsOf(setting, context)),
} satisfies Rule

interface Setting {
  readonly name: string
  /** Undefined when it is not known. */
  readonly value: string | undefined
  readonly site: SiteInRole
  readonly certainty: Draft['certainty']
  /** Where the code sets it, for what is imported before. */
  readonly seen?: Observation
  /** The name and the value as they are written in the code, each where it is. */
  readonly written?: { readonly name: Expression | undefined; readonly value: Expression | undefined }
}

const ENVIRONMENT = /^os\.environ\[(.*)\]$/

/** `os.environ[...] = ...`, `os.environ.setdefault(...)` and `os.putenv(...)` in live code. */
function settings(context: AuditContext): Setting[] {
  const assigned = seen(context, 'assignment', ENVIRONMENT).flatMap((assignment) => {
    const name = ENVIRONMENT.exec(assignment.target)?.[1]
    const [target] = assignment.node.targets
    const written = { name: target?.kind === 'subscript' ? target.index[0] : undefined, value: assignment.node.value }
    return name === undefined ? [] : [settingOf(name, assignment.value, assignment, written)]
  })
  const called = seen(context, 'call', 'os.environ.setdefault', 'os.putenv').flatMap((call) => {
    const [name, value] = call.positional.map((passed) => passed.value)
    const [written, given] = call.positional.map(({ argument }) => argument.value)
    return name?.kind === 'constant' && value
      ? [settingOf(String(name.value), value, call, { name: written, value: given })]
      : []
  })
  return [...assigned, ...called].filter(({ seen: observation }) => observation && isLive(observation))
}

function settingOf(
  name: string,
  value: Value,
  observation: AssignmentSeen | CallSeen,
  written: Setting['written'],
): Setting {
  const text = value.kind === 'constant' && !value.partial ? String(value.value) : undefined
  return {
    name,
    value: text,
    site: observation.kind === 'call' ? useSite(observation) : declarationSite(observation, observation.node),
    certainty: certaintyOf(observation),
    seen: observation,
    ...(written ? { written } : {}),
  }
}

/** The same in containers and shell scripts. */
function outside({ facts }: AuditContext): Setting[] {
  const containers = facts.containers.flatMap((fact) =>
    fact.kind === 'environment' ? [{ ...fact, site: declared(fact.site), certainty: 'certain' } as const] : [],
  )
  const exported = facts.commands.flatMap(({ words, site }) =>
    words.flatMap((word) => {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? []
      return name === undefined ? [] : [{ name, value, site: declared(site), certainty: 'certain' } as const]
    }),
  )
  return [...containers, ...exported]
}

function draftsOf(given: Setting, context: AuditContext): Draft[] {
  if (!MISSPELT.test(given.name)) return []
  if (given.name !== VARIABLE) {
    const edits = rewritten(given, given.written?.name, `"${VARIABLE}"`, { safety: 'suggested', why: whys.spelling })
    return [draft(given, 'degrades', messages.misspelt(given.name), fixes.spelling, edits)]
  }
  if (given.value !== undefined && given.value !== '1') return ofValue(given, given.value)
  const earlier = given.seen && importBefore(given.seen, context)
  return earlier
    ? [{ ...draft(given, 'degrades', messages.late(earlier.name), fixes.order, []), causes: [useSite(earlier)] }]
    : []
}

/** PyTorch reads a number: 0 is off, which may be meant, and what is no number makes it fail while it is loaded. */
function ofValue(given: Setting, value: string): Draft[] {
  if (/^\s*[-+]?\d/.test(value) || value.includes('$')) return []
  const edits = rewritten(given, given.written?.value, '"1"', { safety: 'safe', why: whys.value })
  return [draft(given, 'blocks', messages.value(value), fixes.value, edits)]
}

/** A text of the code in place of one that is written there outright. */
function rewritten({ seen: observation }: Setting, node: Expression | undefined, text: string, about: About): Edits {
  return observation && node?.kind === 'string' ? [editAt(observation, node, text, about)] : []
}

function draft(given: Setting, effect: Draft['effect'], message: string, summary: string, edits: Edits): Draft {
  const { name, value, site, certainty } = given
  return {
    effect,
    certainty,
    message,
    subject: { kind: 'setting', name, ...(value === undefined ? {} : { value }) },
    sites: [site],
    sources,
    fix: fixBy(edits, { effort: 'minutes', summary }),
  }
}

/** An import at the top of the same file, above the setting, that loads PyTorch. */
function importBefore(here: Observation, context: AuditContext): ImportSeen | undefined {
  if (here.function) return undefined
  return seen(context, 'import', LOADS_TORCH).find(
    (imported) =>
      imported.module === here.module && !imported.function && isLive(imported) && imported.node.at < here.node.at,
  )
}

const LOADS_TORCH = /^(torch|torchvision|torchaudio|pytorch_lightning|lightning|accelerate|diffusers|timm|ultralytics)$/
