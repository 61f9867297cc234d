import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { machineNamed } from '../../src/fit/machines/machine-named.ts'
import { modelNamed } from '../../src/fit/models/model-named.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

interface Names {
  readonly machines: readonly string[]
  readonly models: readonly string[]
}

const names: Names & { readonly unknown: Names } = parse(readFileSync('test/fit/measured-names.yaml', 'utf8'))
const knowledge = compiledKnowledge()

function problems(asked: Names): Names {
  return {
    machines: asked.machines.filter((name) => 'problem' in machineNamed(name, knowledge.machines)),
    models: asked.models.filter((name) => 'problem' in modelNamed(name, knowledge.models)),
  }
}

test('every name of a machine or a model that somebody measured is understood', () => {
  expect(problems(names)).toEqual({ machines: [], models: [] })
})

test('what is no one machine or model is not taken for one', () => {
  expect(problems(names.unknown)).toEqual(names.unknown)
})
