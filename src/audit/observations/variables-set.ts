/** The environment variables that a project sets: in its code, its scripts and its containers. */
import type { AssignmentSeen, CallSeen, Observation } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import type { Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext, Draft } from '../rule.ts'
import { certaintyOf, isLive, seen } from './seen.ts'
import { declarationSite, declared, type SiteInRole, useSite } from './sites.ts'

/** An environment variable that is set. */
export interface VariableSet {
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

/** All that are set, wherever that is. */
export const variablesSet = memoized((context: AuditContext): readonly VariableSet[] => [
  ...inCode(context),
  ...outside(context),
])

/** Whether a container sets it, within which Linux is, also on a Mac. */
export function isContainers({ site }: VariableSet, { facts }: AuditContext): boolean {
  return facts.containers.some((fact) => fact.kind === 'environment' && fact.site.file === site.file)
}

const ENVIRONMENT = /^os\.environ\[(.*)\]$/

/** `os.environ[...] = ...`, `os.environ.setdefault(...)` and `os.putenv(...)` in live code. */
function inCode(context: AuditContext): VariableSet[] {
  const assigned = seen(context, 'assignment', ENVIRONMENT).flatMap((assignment) => {
    const name = ENVIRONMENT.exec(assignment.target)?.[1]
    const [target] = assignment.node.targets
    const written = { name: target?.kind === 'subscript' ? target.index[0] : undefined, value: assignment.node.value }
    return name === undefined ? [] : [variableOf(name, assignment.value, assignment, written)]
  })
  const called = seen(context, 'call', 'os.environ.setdefault', 'os.putenv').flatMap((call) => {
    const [name, value] = call.positional.map((passed) => passed.value)
    const [written, given] = call.positional.map(({ argument }) => argument.value)
    return name?.kind === 'constant' && value
      ? [variableOf(String(name.value), value, call, { name: written, value: given })]
      : []
  })
  return [...assigned, ...called].filter(({ seen: observation }) => observation && isLive(observation))
}

function variableOf(
  name: string,
  value: Value,
  observation: AssignmentSeen | CallSeen,
  written: VariableSet['written'],
): VariableSet {
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
function outside({ facts }: AuditContext): VariableSet[] {
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
