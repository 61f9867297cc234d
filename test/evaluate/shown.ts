import { evaluateProject } from '../../src/evaluate/evaluate.ts'
import type { Machine } from '../../src/evaluate/machine/machine.ts'
import { readModule } from '../../src/project/python/read-module.ts'
import { parsePython as parse } from '../../src/shipped/parse-python.ts'
import type { Observation } from '../../src/trace/observation.ts'
import type { MachineName, Trace } from '../../src/trace/trace.ts'
import { options, type Value } from '../../src/trace/value.ts'

/** What can be imported on each machine; of `flash_attn` nothing is known. */
const IMPORTABLE: Readonly<Record<MachineName, Readonly<Record<string, boolean>>>> = {
  mac: { torch: true, triton: false, mlx: true },
  'linux-cuda': { torch: true, triton: true, mlx: false },
  'linux-cpu': { torch: true, mlx: false },
}

function machineCalled(name: MachineName, torch: string | undefined): Machine {
  return {
    name,
    importable: (module) => IMPORTABLE[name][module],
    isPackage: (module) => module in IMPORTABLE.mac,
    version: (distribution) => (distribution === 'torch' ? torch : undefined),
  }
}

/** What is seen of a project of the given files on a machine, with a version of PyTorch. */
export function traceOn(name: MachineName, files: Readonly<Record<string, string>>, torch?: string): Trace {
  const code = Object.entries(files).flatMap(([path, text]) => readModule({ path, text }, parse, undefined).code ?? [])
  return evaluateProject(code, machineCalled(name, torch))
}

/** What is observed on a Mac in a project of the given files. */
export function observe(files: Readonly<Record<string, string>>): readonly Observation[] {
  return traceOn('mac', files).observations
}

/** What the calls of `show(...)` are given on a Mac, and whether they run. */
export function shown(files: Readonly<Record<string, string>> | string): string[] {
  const observations = observe(typeof files === 'string' ? { 'main.py': files } : files)
  return callsOfShow(observations).map(({ live, text }) => `${live}: ${text}`)
}

/** What each call of `show(...)` is given, and whether it runs. */
export function callsOfShow(observations: readonly Observation[]) {
  return observations.flatMap((seen) => {
    if (seen.kind !== 'call' || seen.node.callee.kind !== 'name' || seen.node.callee.id !== 'show') return []
    return [
      { live: seen.live, guards: seen.guards, text: seen.positional.map(({ value }) => textOf(value)).join(', ') },
    ]
  })
}

function textOf(value: Value): string {
  const texts = options(value).map((option) => {
    if (option.kind === 'constant') return String(option.value)
    if (option.kind === 'count') return `${option.atLeast} or more`
    return option.kind === 'device' ? `<${option.name}>` : option.kind
  })
  return texts.join('|')
}
