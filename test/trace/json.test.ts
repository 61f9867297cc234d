import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditProject } from '../../src/audit/audit.ts'
import { indexOf } from '../../src/audit/observations/observation-index.ts'
import type { Finding } from '../../src/report/report.ts'
import type { AuditContext } from '../../src/audit/rule.ts'
import { withDefaults } from '../../src/config/options.ts'
import { rules } from '../../src/generated/rules.ts'
import { observe } from '../../src/observe.ts'
import { inDirectory } from '../../src/project/files/in-directory.ts'
import { projectFiles } from '../../src/project/files/project-files.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'
import { traceFromJson, traceToJson } from '../../src/trace/json.ts'
import type { Trace } from '../../src/trace/trace.ts'

const fixtures = join(import.meta.dirname, '../audit/fixtures')
const host = { knowledge, pythonParser: async () => parsePython }

/** What is seen in the fixtures of one rule: hits, misses and fixes together. */
async function seenIn(folder: string) {
  const options = withDefaults({ asOf: '2026-11-01' })
  const files = projectFiles(inDirectory(folder), options, () => {})
  return (await observe('x', files, host, options, () => {})).context
}

/** The same project with another trace of it. */
function contextOf(context: AuditContext, trace: Trace): AuditContext {
  return { ...context, trace, index: indexOf(trace) }
}

/** Rules for CUDA are asked of the same trace: what matters is that they, too, find the same in both. */
function judged(context: AuditContext): readonly Finding[] {
  return auditProject(context, rules, () => context)
}

describe('a trace that was written as JSON and read again', () => {
  const folders = rules.map(({ code }) => code.replaceAll('/', '-'))

  it.each(folders)('gives the findings of the first: %s', async (folder) => {
    const context = await seenIn(join(fixtures, folder))
    const text = traceToJson(context.trace)
    const again = contextOf(context, traceFromJson(text))
    const findings = judged(context)

    expect(judged(again)).toEqual(findings)
    // Judging has left it as it was, so that it can be judged again by others.
    expect(traceToJson(context.trace)).toBe(text)
    expect(traceToJson(again.trace)).toBe(text)
  })

  it('can be posted to a worker, since nothing in it is a function', async () => {
    const context = await seenIn(join(fixtures, 'device-cuda-literal'))
    const posted = structuredClone(context.trace)
    expect(judged(contextOf(context, posted))).toEqual(judged(context))
  })

  it('is no trace when it is something else', () => {
    expect(() => traceFromJson('[{"a":1}]')).toThrow(SyntaxError)
  })
})
