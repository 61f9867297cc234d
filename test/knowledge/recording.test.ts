import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const python = '.venv/bin/python'
const sameBuild =
  "import torch, sys; sys.exit(torch.version.cuda is not None or not torch.__version__.startswith('2.13.0'))"
const canRecord = spawnSync(python, ['-c', sameBuild]).status === 0

interface Recording {
  readonly calls: Readonly<Record<string, { readonly behaviour: string; readonly raises?: string }>>
}

function behaviours(file: string): readonly (readonly [string, string, string | undefined])[] {
  const { calls }: Recording = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(calls).map(([name, { behaviour, raises }]) => [name, behaviour, raises])
}

/** Some three hundred processes, one after another. */
const MINUTES = 5 * 60_000

it.skipIf(!canRecord)('recording the calls again gives what is recorded', { timeout: MINUTES }, () => {
  const file = join(mkdtempSync(join(tmpdir(), 'acclimate-recording-')), 'calls.json')
  execFileSync(python, ['tools/knowledge/record-torch-calls.py', file], { stdio: 'ignore' })

  expect(behaviours(file)).toEqual(behaviours('knowledge/pytorch/calls-2.13.0.json'))
})
