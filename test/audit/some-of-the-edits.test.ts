import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../src/edit/apply.ts'
import { planOf } from '../../src/edit/plan.ts'
import { audit } from '../../src/pipeline.ts'
import { readModule } from '../../src/project/python/read-module.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'

const root = join(import.meta.dirname, 'fixtures')
const folders = readdirSync(root).filter((name) => existsSync(join(root, name, 'edits.diff')))

describe('any of the groups of edits, with or without the others, give files that parse', () => {
  it.each(folders)('%s', async (name) => {
    const directory = join(root, name, 'hit')
    const report = await audit(directory, { asOf: '2026-11-01', cache: false })
    const edits = report.findings.flatMap((finding) => finding.edits ?? [])
    const groups = [...new Set(edits.map(({ group }) => group))]

    fc.assert(
      fc.property(fc.subarray(groups), (chosen) => {
        const own = edits.filter(({ group }) => chosen.includes(group))
        const { files } = planOf(own, (path) => readFileSync(join(directory, path), 'utf8'))
        const broken = files
          .filter(({ path }) => /\.(?:py|ipynb)$/.test(path))
          .map(({ path, before, edits: made }) => ({ path, text: applyEdits(before, made) }))
          .filter((file) => readModule(file, parsePython, undefined).unread.length > 0)
        expect(broken).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
