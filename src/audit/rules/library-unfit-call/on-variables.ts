/** Variables of the environment by which a library is told what it does not have on a Mac: `MUJOCO_GL=egl`. */
import { isContainers, type VariableSet, variablesSet } from '../../observations/variables-set.ts'
import { type KnownCall, knownCalls } from '../../packages/library-calls.ts'
import type { AuditContext, Draft } from '../../rule.ts'

/** How a fact names a variable, where others name what is called. */
const VARIABLE = /^os\.environ\[(\w+)\]$/

/** What is set for the program; what a container sets is for Linux within it. */
export function onVariables(context: AuditContext): readonly Draft[] {
  const known = new Map(
    knownCalls(context).flatMap((call) =>
      call.fact.names.flatMap((name) => {
        const variable = VARIABLE.exec(name)?.[1]
        return variable === undefined ? [] : [[variable, call] as const]
      }),
    ),
  )
  if (known.size === 0) return []
  return variablesSet(context).flatMap((given) => {
    const call = known.get(given.name)
    return call && holdsFor(given, call) && !isContainers(given, context) ? draftOf(given, call) : []
  })
}

function holdsFor({ value }: VariableSet, { fact: { given = [] } }: KnownCall): boolean {
  return given.some(({ values = [] }) => values.some((own) => own === value?.toLowerCase()))
}

function draftOf({ name, value, site, certainty }: VariableSet, { fact, library }: KnownCall): Draft {
  return {
    effect: fact.effect,
    certainty: certainty === 'certain' ? 'likely' : certainty,
    message: fact.says,
    subject: { kind: 'setting', name, ...(value === undefined ? {} : { value }) },
    sites: [site],
    sources: fact.sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fact.fix },
    library: library.name,
    group: `${library.name} ${name}`,
  }
}
