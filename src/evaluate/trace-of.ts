import type { Observation } from '../trace/observation.ts'
import type { Unread } from '../report/report.ts'
import type { MachineName, Trace } from '../trace/trace.ts'
import { callReachability } from './call-reachability.ts'
import { deviceNames } from './device-names.ts'
import { usesIn } from './uses.ts'
import { fieldOf, hasUnseenCalls, type Program } from './program.ts'

/** What was seen, let go of everything by which it was found out. `installed`: whether others install the project. */
export function traceOf(
  machine: MachineName,
  program: Program,
  observations: readonly Observation[],
  unread: readonly Unread[],
  installed: boolean,
): Trace {
  for (const state of program.functionsById) {
    const { traced, liveCalls, deadCalls, importers } = state
    // Of what may be called elsewhere, the calls that do not run show nothing.
    traced.calls = { live: liveCalls, dead: hasUnseenCalls(state) ? 0 : deadCalls, importers: [...(importers ?? [])] }
  }
  for (const { traced, liveMakings, deadMakings } of program.classesById) {
    traced.makings = { live: liveMakings, dead: deadMakings }
    const init = fieldOf(program, traced, '__init__')
    if (init?.kind === 'function') traced.init = init.function
  }
  const trace = {
    machine,
    installed,
    modules: [...program.states.keys()],
    functions: program.functionsById.map(({ traced }) => traced),
    classes: program.classesById.map(({ traced }) => traced),
    imports: program.imports.map(({ from, to, live }) => ({ from, to, live })),
    elsewhere: program.elsewhere,
    devices: deviceNames(program),
  }
  const reachabilityOf = callReachability(trace, installed, program.openNames)
  for (const { traced } of program.functionsById) traced.reachability = reachabilityOf(traced)
  return Object.freeze({ ...trace, observations, unread, uses: usesIn(observations) })
}
