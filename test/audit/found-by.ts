import { basename } from 'node:path'
import { auditProject } from '../../src/audit/audit.ts'
import { speaksOfMetal } from '../../src/audit/devices/speaks-of-metal.ts'
import { traitsOf } from '../../src/audit/devices/traits.ts'
import { indexOf } from '../../src/audit/observations/observation-index.ts'
import { relevanceFor } from '../../src/audit/relevance.ts'
import type { Rule, StatedWords } from '../../src/audit/rule.ts'
import { type AuditOptions, withDefaults } from '../../src/config/options.ts'
import { evaluateProject } from '../../src/evaluate/evaluate.ts'
import { formats } from '../../src/generated/formats.ts'
import { inDirectory } from '../../src/project/files/in-directory.ts'
import { projectFiles } from '../../src/project/files/project-files.ts'
import { readDeclared, readProject } from '../../src/project/read-project.ts'
import type { Finding } from '../../src/report/report.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'
import { machineOf } from '../../src/target/machine.ts'
import { targetFor } from '../../src/target/target.ts'
import type { MachineName } from '../../src/trace/trace.ts'

/** What a rule alone finds in a directory: in what the stated words let through, or in all of its code. */
export function foundBy(
  rule: Rule,
  directory: string,
  options: AuditOptions,
  stated?: readonly (StatedWords | undefined)[],
): readonly Finding[] {
  const settled = withDefaults(options)
  const { asOf } = settled
  const files = projectFiles(inDirectory(directory), settled, () => {})
  const declared = readDeclared(files, formats, parsePython)
  const target = targetFor(declared, knowledge, settled)
  const relevance = stated && relevanceFor(stated, { knowledge, target, asOf }, declared.settings)
  const { facts, code } = readProject(basename(directory), files, declared, parsePython, {
    relevance,
    wholeUpTo: 0,
  })
  const contextOn = (machine: MachineName) => {
    const trace = evaluateProject(code, machineOf(machine, facts, target, knowledge, asOf), false)
    const index = indexOf(trace)
    return { facts, trace, index, knowledge, target, asOf, traits: traitsOf(index) }
  }
  const onMac = contextOn('mac')
  return auditProject(onMac, [rule], speaksOfMetal(onMac) ? () => contextOn('linux-cuda') : undefined)
}
