import { evaluateProject } from '../../src/evaluate/evaluate.ts'
import type { Machine } from '../../src/evaluate/machine/machine.ts'
import type { Observation } from '../../src/trace/observation.ts'
import { options, type Value } from '../../src/trace/value.ts'
import { readModule } from '../../src/project/python/read-module.ts'
import { parsePython as parse } from '../../src/shipped/parse-python.ts'

const mac: Machine = {
  name: 'mac',
  importable: (module) => (module === 'triton' ? false : module === 'torch' ? true : undefined),
  version: () => undefined,
}

/** What is observed in a project of the given files. */
export function observe(files: Readonly<Record<string, string>>): readonly Observation[] {
  const code = Object.entries(files).flatMap(([path, text]) => readModule({ path, text }, parse, undefined).code ?? [])
  return evaluateProject(code, mac).observations
}

/** What the calls of `show(...)` are given, and whether they run. */
export function shown(files: Readonly<Record<string, string>> | string): string[] {
  const observations = observe(typeof files === 'string' ? { 'main.py': files } : files)
  return observations.flatMap((seen) => {
    if (seen.kind !== 'call' || seen.node.callee.kind !== 'name' || seen.node.callee.id !== 'show') return []
    return [`${seen.live}: ${seen.positional.map(({ value }) => textOf(value)).join(', ')}`]
  })
}

function textOf(value: Value): string {
  const texts = options(value).map((option) => {
    if (option.kind === 'constant') return String(option.value)
    return option.kind === 'device' ? `<${option.name}>` : option.kind
  })
  return texts.join('|')
}
